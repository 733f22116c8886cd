namespace KieuMau.Web.Features.Journal;

/// <summary>
/// Khóa nhật ký: the databases themselves refuse to change or delete an entry, whichever program asks. Called by a
/// migration; a changed guard is a new constant and a new migration.
/// </summary>
public static class JournalGuards
{
    public static readonly string[] Sqlite =
    [
        "create trigger journal_is_not_changed before update on journal begin select raise(abort, 'journal is append-only'); end;",
        "create trigger journal_is_not_deleted before delete on journal begin select raise(abort, 'journal is append-only'); end;",
    ];

    public static readonly string[] Postgres =
    [
        "create function journal_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'journal is append-only'; end $$;",
        "create trigger journal_is_not_changed before update or delete or truncate on journal for each statement execute function journal_is_append_only();",
    ];
}
