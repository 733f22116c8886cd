namespace KieuMau.Domain.Registers;

/// <summary>Hạn báo sự cố, as the law file says them; hours from the moment of detection.</summary>
public sealed record IncidentTerms(int SeriousHours, int CauseHours, int AuthorityHours)
{
    /// <param name="serious">Nghiêm trọng: the first clock runs.</param>
    /// <param name="personalData">Personal data were touched: the separate notice to the authority runs.</param>
    public IEnumerable<Clock> Clocks(DateTime detectedAt, bool serious, bool personalData, DateTime? reported, DateTime? causeReported, DateTime? authorityTold)
    {
        if (serious) yield return new($"Báo sự cố nghiêm trọng ({SeriousHours} giờ)", detectedAt.AddHours(SeriousHours), reported);
        yield return new($"Báo nguyên nhân, phạm vi, cách khắc phục ({CauseHours} giờ)", detectedAt.AddHours(CauseHours), causeReported);
        if (personalData) yield return new($"Thông báo cơ quan có thẩm quyền về lộ dữ liệu cá nhân ({AuthorityHours} giờ)", detectedAt.AddHours(AuthorityHours), authorityTold);
    }
}
