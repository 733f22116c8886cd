using Microsoft.AspNetCore.Components;

namespace KieuMau.Web.Shell;

/// <summary>
/// Trang đọc xong mới vẽ. An ordinary component is drawn once before its data arrive; that first drawing would answer
/// "không tìm thấy" for what is only not read yet, and show its forms twice.
/// </summary>
public abstract class LoadedPage : ComponentBase
{
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Load();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows, with its parameters set.</summary>
    protected abstract Task Load();
}
