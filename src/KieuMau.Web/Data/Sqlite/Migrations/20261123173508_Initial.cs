using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KieuMau.Web.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "editions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    begun_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    built_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    built_through = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_mappings",
                columns: table => new
                {
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    mapping = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_mappings", x => x.fingerprint);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "observation_revisions",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    saving_id = table.Column<long>(type: "INTEGER", nullable: false),
                    previous = table.Column<long>(type: "INTEGER", nullable: true),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    measure_id = table.Column<int>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: false),
                    split = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<short>(type: "INTEGER", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observation_revisions", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "observation_savings",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observation_savings", x => new { x.shard, x.id });
                });

            migrationBuilder.CreateTable(
                name: "observations",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    measure_id = table.Column<int>(type: "INTEGER", nullable: false),
                    period = table.Column<int>(type: "INTEGER", nullable: false),
                    split = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<short>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observations", x => new { x.shard, x.unit_id, x.measure_id, x.period, x.split, x.form });
                });

            migrationBuilder.CreateTable(
                name: "set_texts",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<short>(type: "INTEGER", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_set_texts", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "sets",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shards",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    commune = table.Column<string>(type: "TEXT", nullable: false),
                    demonstration = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shards", x => x.shard);
                });

            migrationBuilder.CreateTable(
                name: "standings",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    set_id = table.Column<int>(type: "INTEGER", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<string>(type: "TEXT", nullable: false),
                    judged_at = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    changes_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    verdict = table.Column<short>(type: "INTEGER", nullable: false),
                    unverified = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    letters = table.Column<string>(type: "TEXT", nullable: false),
                    criterion_letters = table.Column<string>(type: "TEXT", nullable: false),
                    met = table.Column<int>(type: "INTEGER", nullable: false),
                    not_met = table.Column<int>(type: "INTEGER", nullable: false),
                    no_data = table.Column<int>(type: "INTEGER", nullable: false),
                    no_threshold = table.Column<int>(type: "INTEGER", nullable: false),
                    not_applicable = table.Column<int>(type: "INTEGER", nullable: false),
                    met_unverified = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standings", x => new { x.shard, x.unit_id, x.set_id, x.year, x.edition });
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_units_shard",
                        column: x => x.shard,
                        principalTable: "shards",
                        principalColumn: "shard",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "titles",
                columns: table => new
                {
                    shard = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    decision = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    revoked_why = table.Column<string>(type: "TEXT", nullable: true),
                    revoked_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_titles", x => new { x.shard, x.id });
                    table.ForeignKey(
                        name: "fk_titles_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_rows",
                columns: table => new
                {
                    unit_id = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    parent_id = table.Column<int>(type: "INTEGER", nullable: true),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    successors = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_rows", x => new { x.unit_id, x.valid_from });
                    table.ForeignKey(
                        name: "fk_unit_rows_parent_id",
                        column: x => x.parent_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_unit_rows_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_measures_code",
                table: "measures",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_observation_revisions_shard_unit_id_measure_id",
                table: "observation_revisions",
                columns: new[] { "shard", "unit_id", "measure_id" });

            migrationBuilder.CreateIndex(
                name: "ix_sets_code",
                table: "sets",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shards_commune",
                table: "shards",
                column: "commune",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_standings_edition_set_id_year",
                table: "standings",
                columns: new[] { "edition", "set_id", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_titles_shard_unit_id",
                table: "titles",
                columns: new[] { "shard", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_titles_unit_id",
                table: "titles",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_rows_parent_id",
                table: "unit_rows",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_units_code",
                table: "units",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_units_shard",
                table: "units",
                column: "shard");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "editions");

            migrationBuilder.DropTable(
                name: "import_mappings");

            migrationBuilder.DropTable(
                name: "measures");

            migrationBuilder.DropTable(
                name: "observation_revisions");

            migrationBuilder.DropTable(
                name: "observation_savings");

            migrationBuilder.DropTable(
                name: "observations");

            migrationBuilder.DropTable(
                name: "set_texts");

            migrationBuilder.DropTable(
                name: "sets");

            migrationBuilder.DropTable(
                name: "standings");

            migrationBuilder.DropTable(
                name: "titles");

            migrationBuilder.DropTable(
                name: "unit_rows");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "shards");
        }
    }
}
