using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Domain.Units;
using KieuMau.Formats.Accounts;
using KieuMau.Formats.Reviews;
using KieuMau.Formats.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Data;

/// <summary>One commune with four khu, two small sets, and a database of one kind to keep it in.</summary>
public sealed class TestCommune : IAsyncDisposable
{
    public const string Xa = "xa-thu";
    public static readonly DateOnly Today = new(2024, 12, 31);
    public static readonly ChangeNote Note = new("Người thử", "nhập thử");
    public static readonly Period Year2024 = Period.OfYear(2024);

    private readonly WriterGate gate = new();
    private readonly ActiveCriteria active = new();

    public required TestDatabase Database { get; init; }
    public CriteriaInForce Law => active.Current;
    public ActiveCriteria Active => active;
    public MovableClock Clock { get; } = new(new(2024, 12, 31, 9, 42, 0, TimeSpan.FromHours(7)));

    public Measure Households => Law.Library.Measures["ho"];
    public Measure Sorting => Law.Library.Measures["ho-phan-loai-rac"];
    /// <summary>A count that may also be answered with yes or no.</summary>
    public Measure Cameras => Law.Library.Measures["camera"];

    public static Task<TestCommune> Create(On on) => Create(TestDatabase.Create(on));

    public static async Task<TestCommune> Create(Task<TestDatabase> database)
    {
        var commune = new TestCommune { Database = await database };
        await using (var db = commune.Database.Open())
        {
            var library = SmallLaw();
            commune.active.Switch(new(1, library, await ShortKeys.Give(db, library, default)));
        }

        var from = new DateOnly(2020, 1, 1);
        Unit[] units =
        [
            Of("tinh-thu", "Tỉnh Thử", "tỉnh", null, from),
            Of(Xa, "Xã Thử", "xã", "tinh-thu", from),
            .. Enumerable.Range(1, 4).Select(number => Of(Khu(number), $"Khu {number}", "khu", Xa, from)),
        ];
        await commune.Do(async desk => Assert.Empty(await desk.AddUnits.Add(units, demonstration: false)));
        return commune;
    }

    public static string Khu(int number) => $"{Xa}.khu-{number}";

    public static Unit Of(string code, string name, string level, string? parent, DateOnly from) =>
        new(code, name, level, parent, from, null, new Dictionary<string, string>(), []);

    public static ObservationChange Change(int khu, Measure measure, decimal value, long? expected = null) =>
        new(Khu(khu), measure, Year2024, "", new ObservedValue.Number(value), Expected: expected);

    /// <summary>As one request of the application would: its own context, its own use cases.</summary>
    public async Task<T> Do<T>(Func<Desk, Task<T>> act)
    {
        await using var db = Database.Open();
        return await act(new(db, gate, active, Clock));
    }

    /// <summary>As a person with posts would.</summary>
    public Task<T> As<T>(int account, Func<Desk, Task<T>> act) => Do(async desk =>
    {
        await desk.Become(account);
        return await act(desk);
    });

    /// <summary>Opens an account with one post.</summary>
    /// <param name="unit">Code; empty for the whole installation: an administrator.</param>
    public Task<int> Person(string role, string unit, string name) => Do(async desk =>
    {
        var account = new Account { UserName = name, FullName = $"Người {name}", Kind = unit.Length == 0 ? AccountKind.Administrator : AccountKind.Operator };
        desk.Db.Accounts.Add(account);
        await desk.Db.SaveChangesAsync();
        int? place = unit.Length == 0 ? null : (await desk.Db.UnitKeys.SingleAsync(one => one.Code == unit)).Id;
        desk.Db.Posts.Add(new() { AccountId = account.Id, Role = role, UnitId = place, ValidFrom = new(2020, 1, 1), Decision = "", GivenBy = "", GivenAt = Clock.Instant() });
        await desk.Db.SaveChangesAsync();
        return account.Id;
    });

    public Task Do(Func<Desk, Task> act) => Do<object?>(async desk =>
    {
        await act(desk);
        return null;
    });

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        await Database.DisposeAsync();
    }

    public sealed class Desk(RuralDb db, WriterGate writers, ActiveCriteria active, TimeProvider clock)
    {
        public static readonly RoleBook Roles = RolesYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "criteria", RolesYaml.FileName)), RolesYaml.FileName);

        private static readonly BoardBook Boards = BoardsYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "criteria", BoardsYaml.FileName)), BoardsYaml.FileName);

        public static readonly ReviewProcedure Procedure = ReviewProcedureYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "criteria", ReviewProcedureYaml.FileName)), ReviewProcedureYaml.FileName);

        /// <summary>Who asks: the machine itself, unless a test says otherwise.</summary>
        public CurrentPerson Person { get; } = CurrentPerson.AtTheMachine("thử");

        /// <summary>From now on somebody with posts asks.</summary>
        public async Task Become(int account) => Person.Who = await new ReadPerson(db, Roles).Of(account);

        public JournalWriter Journal => new(db, Lock, Person, clock);
        public Gate Gate => new(Person, new(db), Roles, Journal, clock);
        public RuralDb Db => db;
        public UnitReader Units => new(db);
        public KnowledgeReader Knowledge => new(db, Units, new(db));
        public JudgeStandings Standings => new(db, active, Knowledge, clock);
        public CommuneLock Lock => new(db, writers);
        public SaveObservations Save => new(db, Lock, Units, active, new(Gate, Owned, new(db, Procedure)), new(db), Standings, Journal, clock);
        public ReadAssignments Assignments => new(db, Units);
        public OfficePeople Offices => new(db, Roles);
        public OwnedMeasures Owned => new(Assignments, Offices, Units, active, clock);
        public KeepOffices KeepOffices => new(db, Lock, Assignments, EndAssignment, Roles, Gate, Journal);
        public SetUpBoard SetUpBoard => new(db, Lock, Assignments, EndAssignment, Boards, Gate, Journal);
        public ChangeMembers ChangeMembers => new(db, Lock, Assignments, EndAssignment, Offices, Boards, Gate, Journal, new(db, clock));
        public AssignLines AssignLines => new(db, Lock, Assignments, Offices, active, Gate, Journal, TellAssigned, clock);
        public EndAssignment EndAssignment => new(db, Lock, Assignments, Gate, Journal, TellAssigned);
        public TellAssigned TellAssigned => new(Offices, active, new(db, clock), clock);
        public AddUnits AddUnits => new(db, Lock, new(Units, active, Standings), Gate, Journal);
        public ChangeUnits ChangeUnits => new(db, Lock, Units, new(Units, active, Standings), Gate, Journal);
        public EvidencePlaces EvidencePlaces => new(db, active);
        public ReportPlaces Places => new(db, Lock, Units, Offices, Gate, Roles, Procedure);
        public ReportActs Acts => new(db, Gate, clock);
        public TellReporters Tell => new(Offices, new(db, clock), clock);
        public ReportBook Reports => new(db, Units, clock);
        public ReadReviews ReadReviews => new(db, Units);
        public OpenPeriod OpenPeriod => new(db, Lock, Units, active, Remind, Gate, Journal, clock);
        public RemindReport Remind => new(db, Lock, Places, Tell, Gate, Journal, clock);
        public SubmitReport Submit => new(db, Places, new(db, Knowledge, new(Assignments, active, Gate), new(db), active), Procedure, Acts, Tell, Gate, Journal, clock);
        public ReviewFields Fields => new(db, Assignments, Offices, active, Gate);
        public ReviewLine Review => new(db, Places, Procedure, Acts, Fields, new(db), active, Tell, Gate, Journal, clock);
        public AnswerReturn Answer => new(db, Places, Acts, Tell, Journal);
        public AmendReport Amend => new(db, Places, Submit, Tell, Gate, Journal);
        public LockPeriod LockPeriod => new(db, Lock, Units, Reports, Procedure, Gate, Journal, clock);
        public RecordTitle Titles => new(db, Lock, Units, Standings, new(db, Knowledge, active, Procedure), Gate, Journal, clock);
    }

    private static CriteriaLibrary SmallLaw()
    {
        Measure[] measures =
        [
            new() { Code = "ho", Name = "tổng số hộ", Kind = MeasureKind.Count, Unit = "hộ", Levels = ["khu"], RollUp = new RollUp.Sum() },
            new() { Code = "ho-phan-loai-rac", Name = "hộ phân loại rác", Kind = MeasureKind.Count, Unit = "hộ", Levels = ["khu"], RollUp = new RollUp.Sum(), Wanted = GoodDirection.Up },
            new() { Code = "camera", Name = "camera an ninh", Kind = MeasureKind.Count, Unit = "cái", Levels = ["khu"], RollUp = new RollUp.Sum(), Wanted = GoodDirection.Up, Coarser = new Coarser.AtLeastOrNone("có camera an ninh", 1) },
            new() { Code = "sach", Name = "cách xử lý rác", Kind = MeasureKind.Statement, Facets = ["thường xuyên", "hiệu quả"], Levels = ["khu"] },
            new() { Code = "xep-loai", Name = "xếp loại", Kind = MeasureKind.Level, Scale = ["Yếu", "Khá", "Tốt"], Levels = ["khu", "xã"] },
        ];
        var dictionary = new MeasureDictionary(measures);
        measures[1].Bound(new Formula.Of(measures[0]), []);

        var share = new Formula.Over(new Formula.Of(measures[1]), new Formula.Of(measures[0]));
        var sorted = new Requirement.Compare(share, new Demand.Than(Comparison.AtLeast, Exact.Percent(60), "≥ 60 %"), "%", WhenZero.Unsaid, 0);
        var source = new Source("01/QĐ", Status: SourceStatus.Confirmed);
        var ofKhu = Set("khu-thu", "khu", [new("1", "Phân loại rác", sorted, source)]);
        var ofXa = Set("xa-thu-bo", "xã",
        [
            new("1", "Phân loại rác toàn xã", sorted, source),
            new("2", "Mọi khu có camera", new Requirement.OfUnits("khu",
                new Requirement.Compare(new Formula.Of(measures[2]), new Demand.Than(Comparison.AtLeast, Exact.One, "≥ 1"), "cái", WhenZero.Unsaid, 0),
                new Demand.Than(Comparison.Equal, Exact.Percent(100), "= 100 %"), AsShare: true), source),
        ]);
        return new(dictionary, [new("khu-thu", [(DateOnly.MinValue, ofKhu)]), new("xa-thu-bo", [(DateOnly.MinValue, ofXa)])]);
    }

    private static CriteriaSet Set(string id, string level, IReadOnlyList<Indicator> lines) =>
        new(id, id, [new("A", "Tiêu chí", lines)]) { Levels = [level], InForceFrom = new(2021, 1, 1), Revision = "r1" };
}
