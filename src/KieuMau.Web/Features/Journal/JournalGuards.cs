namespace KieuMau.Web.Features.Journal;

/// <summary>
/// Khóa nhật ký: the databases themselves refuse to change, replace or delete an entry, or to turn a head back, whichever
/// program asks. Called by a migration; a changed guard is a new constant and a new migration.
/// </summary>
public static class JournalGuards
{
    // SQLite's "insert or replace" deletes without asking the delete trigger: so an insert over an entry is refused too
    public static readonly string[] Sqlite =
    [
        "create trigger journal_is_not_changed before update on journal begin select raise(abort, 'journal is append-only'); end;",
        "create trigger journal_is_not_deleted before delete on journal begin select raise(abort, 'journal is append-only'); end;",
        "create trigger journal_is_not_replaced before insert on journal when exists (select 1 from journal where shard = new.shard and id = new.id) begin select raise(abort, 'journal is append-only'); end;",
        "create trigger journal_heads_go_forward before update on journal_heads when new.last_id <= old.last_id or new.shard <> old.shard begin select raise(abort, 'journal heads only go forward'); end;",
        "create trigger journal_heads_stay before delete on journal_heads begin select raise(abort, 'journal heads only go forward'); end;",
    ];

    public static readonly string[] Postgres =
    [
        "create function journal_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'journal is append-only'; end $$;",
        "create trigger journal_is_not_changed before update or delete or truncate on journal for each statement execute function journal_is_append_only();",
        "create function journal_head_goes_forward() returns trigger language plpgsql as $$ begin if new.last_id <= old.last_id or new.shard <> old.shard then raise exception 'journal heads only go forward'; end if; return new; end $$;",
        "create trigger journal_heads_go_forward before update on journal_heads for each row execute function journal_head_goes_forward();",
        "create trigger journal_heads_stay before delete or truncate on journal_heads for each statement execute function journal_is_append_only();",
    ];
}
