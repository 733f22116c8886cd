using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Verbs;

/// <summary>Tài khoản at the machine itself: for the first ones, and for the day the only administrator has lost the telephone.</summary>
internal static class AccountsVerb
{
    private const string UsualAddress = "http://127.0.0.1:5180";

    public static readonly Verb Verb = new(
        "accounts",
        "Mở, liệt kê, cấp lại tài khoản ngay trên máy chạy chương trình.",
        "accounts list | demo | add --name <họ tên> --user <tên> --role <chức danh> [--unit <mã>] | link --user <tên> [--reset-second-factor] | enable --user <tên>",
        [
            new("--name", "họ tên"),
            new("--user", "tên đăng nhập"),
            new("--role", "mã chức danh trong chuc-danh.yaml; system-admin là quản trị"),
            new("--unit", "mã đơn vị; không ghi là cả nơi cài đặt"),
            new("--office", "tên cơ quan, khi chức danh thuộc một cơ quan"),
            new("--address", $"địa chỉ đứng trước đường dẫn; không ghi thì {UsualAddress}"),
            new("--reset-second-factor", "gỡ mã điện thoại và mọi khóa (mất điện thoại)", Flag: true),
        ],
        Run);

    private static async Task<int> Run(VerbArguments arguments)
    {
        if (arguments.Rest is not [var act]) return Wrong("Ghi một việc: list, demo, add, link hoặc enable.");
        await using var office = await VerbOffice.Open();
        return act switch
        {
            "list" => await List(office),
            "demo" => await Demo(office, arguments),
            "add" => await Add(office, arguments),
            "link" => await OnOne(office, arguments, id => Link(office, arguments, id)),
            "enable" => await OnOne(office, arguments, async id => Told(await office.Get<ControlAccount>().Enable(id), "Đã mở lại.")),
            _ => Wrong($"Không có việc “{act}”."),
        };
    }

    private static async Task<int> List(VerbOffice office)
    {
        var today = office.Get<TimeProvider>().Today();
        var units = await office.Get<ReachOfAccounts>().NamedUnits(default);
        foreach (var row in await office.Get<ListPeople>().All())
        {
            var state = row.Account.DisabledAt is null ? "đang mở" : $"đã khóa: {row.Account.DisabledWhy}";
            Console.WriteLine($"{row.Account.UserName}\t{row.Account.FullName}\t{KindWords.Of(row.Account.Kind)}\t{(row.HasSecondFactor ? "hai lớp" : "một lớp")}\t{state}\t{string.Join("; ", row.Who.PostsOn(today).Select(post => PostWords.Of(post, units)))}");
        }

        return Verb.Done;
    }

    private static async Task<int> Demo(VerbOffice office, VerbArguments arguments)
    {
        var (given, refusal) = await office.Get<DemonstrationAccounts>().Open();
        foreach (var link in given) Print(link, arguments);
        if (refusal is null && given.Count == 0) Console.WriteLine("Các tài khoản minh họa đã có và đã đặt mật khẩu.");
        return Told(refusal, "");
    }

    private static async Task<int> Add(VerbOffice office, VerbArguments arguments)
    {
        if (arguments.Find("--name") is not { } name || arguments.Find("--user") is not { } user || arguments.Find("--role") is not { } code) return Wrong("Việc add cần --name, --user và --role.");
        var kind = office.Get<RoleBook>().Find(code) is { Administers: true } ? AccountKind.Administrator : AccountKind.Operator;
        var post = new PostToGive(code, arguments.Find("--unit") ?? "", arguments.Find("--office") ?? "", office.Get<TimeProvider>().Today(), null, "mở ở dòng lệnh");
        var (given, refusal) = await office.Get<OpenAccount>().Open(name, user, kind, post);
        if (given is not null) Print(given, arguments);
        return Told(refusal, "");
    }

    private static async Task<int> Link(VerbOffice office, VerbArguments arguments, int id)
    {
        if (arguments.Has("--reset-second-factor") && await office.Get<ControlAccount>().ResetSecondFactor(id) is { } refused) return Told(refused, "");
        var (given, refusal) = await office.Get<ControlAccount>().NewLink(id);
        if (given is not null) Print(given, arguments);
        return Told(refusal, "");
    }

    private static async Task<int> OnOne(VerbOffice office, VerbArguments arguments, Func<int, Task<int>> act)
    {
        if (arguments.Find("--user") is not { } user) return Wrong("Ghi --user <tên đăng nhập>.");
        var id = await office.Get<RuralDb>().Accounts.Where(account => account.UserName == user).Select(account => (int?)account.Id).FirstOrDefaultAsync();
        return id is { } found ? await act(found) : Told(AccountRefusals.Unknown(), "");
    }

    private static void Print(LinkGiven link, VerbArguments arguments) =>
        Console.WriteLine($"{link.UserName}\t{link.FullName}\t{(arguments.Find("--address") ?? UsualAddress).TrimEnd('/')}{link.Path}");

    private static int Told(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            if (done.Length > 0) Console.WriteLine(done);
            return Verb.Done;
        }

        Console.Error.WriteLine(refusal.Text);
        return Verb.Refused;
    }

    private static int Wrong(string text)
    {
        Console.Error.WriteLine(text);
        return Verb.WrongUsage;
    }
}
