using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KieuMau.Web.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RecordedByAccount : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "account",
                table: "titles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "revoked_account",
                table: "titles",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "account",
                table: "titles");

            migrationBuilder.DropColumn(
                name: "revoked_account",
                table: "titles");
        }
    }
}
