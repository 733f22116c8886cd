using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Kiểm tra quy tắc: units that do not fit, levels of the wrong kind.</summary>
internal static class RuleChecks
{
    /// <returns>Whether the units fit; when not it has been said.</returns>
    public static bool Units(KeyedMap map, Formula formula, string stated)
    {
        if (stated.Length > 0) return true;
        foreach (var (left, right) in Pairs(formula))
        {
            if (left.Unit() is { Length: > 0 } one && right.Unit() is { Length: > 0 } other && one != other)
            {
                map.Complain(map.Map.Find("tính")!, formula is Formula.Over
                    ? $"Tỷ số của hai đơn vị khác nhau ({one} và {other}): ghi “đơn vị:” của kết quả, ví dụ “đơn vị: m²/người”."
                    : $"Không cộng trừ được {one} với {other}.");
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<(Formula, Formula)> Pairs(Formula formula) => formula switch
    {
        Formula.Plus(var left, var right) => [(left, right), .. Pairs(left), .. Pairs(right)],
        Formula.Minus(var left, var right) => [(left, right), .. Pairs(left), .. Pairs(right)],
        Formula.Over(var left, var right) when left is not Formula.Number && right is not Formula.Number => [(left, right), .. Pairs(left), .. Pairs(right)],
        Formula.Over(var left, var right) => [.. Pairs(left), .. Pairs(right)],
        Formula.Times(var left, var right) => [.. Pairs(left), .. Pairs(right)],
        _ => [],
    };

    public static void Kinds(KeyedMap map, Formula formula, Demand demand, string stated)
    {
        var kind = formula is Formula.Of(var measure) ? measure.Kind : MeasureKind.Quantity;
        var share = formula.Unit() == "%";
        foreach (var level in Leaves(demand))
        {
            var problem = (kind, level) switch
            {
                (MeasureKind.YesNo or MeasureKind.Statement, Demand.Than or Demand.OnScale) => "Số đo có/không hoặc nhận định chỉ có mức “có” hoặc “không”.",
                (MeasureKind.Level, Demand.Than or Demand.Yes) => "Số đo kiểu mức cần một từ trên thang, ví dụ “≥ Khá”.",
                (MeasureKind.Choices, _) when formula is Formula.Of => "Tập chọn dùng “số mục của …” với một số, ví dụ “≥ 3”.",
                (not (MeasureKind.YesNo or MeasureKind.Statement or MeasureKind.Level or MeasureKind.Choices), Demand.Yes) => "Mức “có” chỉ dùng cho số đo có/không hoặc nhận định; với số đếm viết “≥ 1”.",
                (_, Demand.Than than) when share && stated.Length == 0 && !than.Text.Contains('%', StringComparison.Ordinal) && !than.Value.IsZero => $"Cách tính ra tỷ lệ nhưng mức “{than.Text}” thiếu dấu %: viết “{than.Text} %”.",
                (_, Demand.Than than) when !share && stated is not "%" && than.Text.Contains('%', StringComparison.Ordinal) => $"Mức “{than.Text}” là tỷ lệ nhưng cách tính không ra tỷ lệ: thêm mẫu số.",
                _ => null,
            };
            if (problem is null) continue;
            map.Complain(map.Map.Find("mức") ?? map.Map, problem);
            return;
        }
    }

    /// <summary>"tách theo: giới tính" asks measures that are entered by that split, and parts it has.</summary>
    public static void Splits(KeyedMap map, Requirement inner, string by, IReadOnlyList<string> parts)
    {
        foreach (var measure in RequirementWalk.MeasuresOf(inner).Where(measure => measure.IsNumber))
        {
            if (measure.Split is not { } split || (by.Length > 0 && !VietnameseText.Same(split.Name, by)))
            {
                map.Complain(map.Map.Find("tách theo") ?? map.Map.Find("phải đạt")!, $"Số đo “{measure.Name}” không tách theo {by}: khai “tách theo: {{ tên: {by}, giá trị: […] }}” ở bảng số đo.");
                return;
            }

            if (parts.FirstOrDefault(part => part.Length > 0 && !split.Parts.Contains(part)) is not { } unknown) continue;
            map.Complain(map.Map.Find("phải đạt")!, $"“{measure.Name}” không có phần “{unknown}”; dùng: chung, {string.Join(", ", split.Parts)}.");
            return;
        }
    }

    public static IEnumerable<Demand> Leaves(Demand demand) => demand switch
    {
        Demand.ByYear(var years, var otherwise) => years.Values.Append(otherwise).SelectMany(Leaves),
        Demand.ByAttribute(_, var values, var otherwise) => values.Values.Append(otherwise).SelectMany(Leaves),
        Demand.Depending(var cases, var otherwise) => cases.Select(one => one.Demand).Append(otherwise).SelectMany(Leaves),
        Demand.OfOtherSet or Demand.OfOwnHistory or Demand.Missing => [],
        _ => [demand],
    };
}
