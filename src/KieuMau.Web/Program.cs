using KieuMau.Web.Verbs;

return VerbTable.Asks(args) ? await VerbTable.Run(args) : 0;
