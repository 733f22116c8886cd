using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KieuMau.Web.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "account",
                table: "observation_savings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "access_reviews",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    accounts = table.Column<int>(type: "INTEGER", nullable: false),
                    doubtful = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    full_name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_signed_in_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    enabled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    password_set_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    disabled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    disabled_why = table.Column<string>(type: "TEXT", nullable: true),
                    search = table.Column<string>(type: "TEXT", nullable: false),
                    last_code_step = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "backups",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    act = table.Column<short>(type: "INTEGER", nullable: false),
                    begun_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    tables = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    files = table.Column<int>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "boards",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    decision = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_boards", x => new { x.shard, x.id });
                    table.ForeignKey(
                        name: "fk_boards_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "comment_mentions",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    comment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<int>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_mentions", x => new { x.shard, x.comment_id, x.account });
                });

            migrationBuilder.CreateTable(
                name: "data_requests",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<string>(type: "TEXT", nullable: false),
                    asked = table.Column<string>(type: "TEXT", nullable: false),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    extended_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    extended_why = table.Column<string>(type: "TEXT", nullable: true),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    erased_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    removed_by = table.Column<string>(type: "TEXT", nullable: true),
                    removed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    removed_why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "evidence_links",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    evidence_shard = table.Column<int>(type: "INTEGER", nullable: false),
                    evidence_id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: true),
                    set_id = table.Column<int>(type: "INTEGER", nullable: true),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    paper = table.Column<string>(type: "TEXT", nullable: false),
                    measure_id = table.Column<int>(type: "INTEGER", nullable: true),
                    revision = table.Column<long>(type: "INTEGER", nullable: true),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    linked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    removed_by = table.Column<string>(type: "TEXT", nullable: true),
                    removed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    removed_why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_links", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "evidence_versions",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    evidence_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: true),
                    height = table.Column<int>(type: "INTEGER", nullable: true),
                    taken_at = table.Column<string>(type: "TEXT", nullable: true),
                    had_location = table.Column<bool>(type: "INTEGER", nullable: false),
                    kept_location = table.Column<bool>(type: "INTEGER", nullable: false),
                    signatures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_versions", x => new { x.shard, x.evidence_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    detected_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    happened = table.Column<string>(type: "TEXT", nullable: false),
                    serious = table.Column<bool>(type: "INTEGER", nullable: false),
                    personal_data = table.Column<bool>(type: "INTEGER", nullable: false),
                    reported_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cause_reported_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    authority_told_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cause = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    account = table.Column<int>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    act = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    said = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<short>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    previous = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "journal_heads",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    last_id = table.Column<long>(type: "INTEGER", nullable: false),
                    last_hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_heads", x => x.shard);
                });

            migrationBuilder.CreateTable(
                name: "line_comments",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    set_id = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    account = table.Column<int>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line_comments", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "line_reviews",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    submission_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    standing = table.Column<short>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line_reviews", x => new { x.shard, x.submission_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "mail_outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: true),
                    held_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offices", x => x.id);
                    table.ForeignKey(
                        name: "fk_offices_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_askings",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    office_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_askings", x => new { x.shard, x.period, x.unit_id, x.office_id });
                });

            migrationBuilder.CreateTable(
                name: "report_periods",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_document = table.Column<string>(type: "TEXT", nullable: false),
                    due_status = table.Column<short>(type: "INTEGER", nullable: false),
                    jump = table.Column<string>(type: "TEXT", nullable: false),
                    remind_days = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_by = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    locked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    locked_by = table.Column<string>(type: "TEXT", nullable: true),
                    locked_why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_periods", x => new { x.shard, x.period });
                });

            migrationBuilder.CreateTable(
                name: "review_acts",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    submission_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    set_id = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<short>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_acts", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    office_id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sent_by = table.Column<int>(type: "INTEGER", nullable: false),
                    sender = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    with_data = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "submitted_lines",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    submission_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    set_id = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    criterion = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<short>(type: "INTEGER", nullable: false),
                    unverified = table.Column<bool>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: false),
                    demand = table.Column<string>(type: "TEXT", nullable: false),
                    because = table.Column<string>(type: "TEXT", nullable: false),
                    gap = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    inputs = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submitted_lines", x => new { x.shard, x.submission_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_account_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_account_passkeys_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_tokens",
                columns: table => new
                {
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_account_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_choices",
                columns: table => new
                {
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    wish = table.Column<short>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_digest_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    pending = table.Column<string>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    code_sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    wrong_codes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_choices", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_mail_choices_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    href = table.Column<string>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    set = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    of_criterion = table.Column<bool>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    @as = table.Column<short>(name: "as", type: "INTEGER", nullable: false),
                    office_id = table.Column<int>(type: "INTEGER", nullable: true),
                    account_id = table.Column<int>(type: "INTEGER", nullable: true),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    member_id = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    given_by = table.Column<string>(type: "TEXT", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignments", x => new { x.shard, x.id });
                    table.ForeignKey(
                        name: "fk_assignments_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assignments_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assignments_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "board_members",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    board_id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<string>(type: "TEXT", nullable: false),
                    named = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<int>(type: "INTEGER", nullable: true),
                    office_id = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_members", x => new { x.shard, x.id });
                    table.ForeignKey(
                        name: "fk_board_members_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_board_members_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_board_members_shard_board_id",
                        columns: x => new { x.shard, x.board_id },
                        principalTable: "boards",
                        principalColumns: new[] { "shard", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: true),
                    office_id = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decision = table.Column<string>(type: "TEXT", nullable: false),
                    given_by = table.Column<string>(type: "TEXT", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_posts_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_posts_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_reviews_scope_at",
                table: "access_reviews",
                columns: new[] { "scope", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_account_claims_user_id",
                table: "account_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_logins_user_id",
                table: "account_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_passkeys_user_id",
                table: "account_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_email",
                table: "accounts",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_normalized_user_name",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assignments_account_id",
                table: "assignments",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_office_id",
                table: "assignments",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_shard_set_line",
                table: "assignments",
                columns: new[] { "shard", "set", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_assignments_unit_id",
                table: "assignments",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_backups_act_ended_at",
                table: "backups",
                columns: new[] { "act", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_board_members_account_id",
                table: "board_members",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_board_members_office_id",
                table: "board_members",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "ix_board_members_shard_board_id",
                table: "board_members",
                columns: new[] { "shard", "board_id" });

            migrationBuilder.CreateIndex(
                name: "ix_boards_shard_unit_id",
                table: "boards",
                columns: new[] { "shard", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_boards_unit_id",
                table: "boards",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_comment_mentions_account_answered_at",
                table: "comment_mentions",
                columns: new[] { "account", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_links_evidence_shard_evidence_id",
                table: "evidence_links",
                columns: new[] { "evidence_shard", "evidence_id" });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_links_shard_unit_id",
                table: "evidence_links",
                columns: new[] { "shard", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_account_at",
                table: "journal",
                columns: new[] { "account", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_at",
                table: "journal",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_journal_shard_act",
                table: "journal",
                columns: new[] { "shard", "act" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_shard_at",
                table: "journal",
                columns: new[] { "shard", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_line_comments_shard_unit_id_set_id_line",
                table: "line_comments",
                columns: new[] { "shard", "unit_id", "set_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_mail_outbox_account_id",
                table: "mail_outbox",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_mail_outbox_message_id",
                table: "mail_outbox",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_outbox_state_next_try_at",
                table: "mail_outbox",
                columns: new[] { "state", "next_try_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_account_id_kind_key",
                table: "notices",
                columns: new[] { "account_id", "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_account_id_read_at",
                table: "notices",
                columns: new[] { "account_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_offices_shard_unit_id",
                table: "offices",
                columns: new[] { "shard", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_offices_unit_id",
                table: "offices",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_account_id",
                table: "posts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_office_id",
                table: "posts",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_unit_id",
                table: "posts",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_acts_shard_unit_id_set_id_line",
                table: "review_acts",
                columns: new[] { "shard", "unit_id", "set_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_submissions_shard_period_unit_id_office_id_version",
                table: "submissions",
                columns: new[] { "shard", "period", "unit_id", "office_id", "version" },
                unique: true);
            foreach (var guard in KieuMau.Web.Features.Journal.JournalGuards.Sqlite) migrationBuilder.Sql(guard);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_reviews");

            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "account_logins");

            migrationBuilder.DropTable(
                name: "account_passkeys");

            migrationBuilder.DropTable(
                name: "account_tokens");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "backups");

            migrationBuilder.DropTable(
                name: "board_members");

            migrationBuilder.DropTable(
                name: "comment_mentions");

            migrationBuilder.DropTable(
                name: "data_requests");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "evidence_links");

            migrationBuilder.DropTable(
                name: "evidence_versions");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "journal_heads");

            migrationBuilder.DropTable(
                name: "line_comments");

            migrationBuilder.DropTable(
                name: "line_reviews");

            migrationBuilder.DropTable(
                name: "mail_choices");

            migrationBuilder.DropTable(
                name: "mail_outbox");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "posts");

            migrationBuilder.DropTable(
                name: "report_askings");

            migrationBuilder.DropTable(
                name: "report_periods");

            migrationBuilder.DropTable(
                name: "review_acts");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropTable(
                name: "submitted_lines");

            migrationBuilder.DropTable(
                name: "boards");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "offices");

            migrationBuilder.DropColumn(
                name: "account",
                table: "observation_savings");
        }
    }
}
