using KieuMau.Domain.Accounts;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Người đang làm: who asks, from which address and device. One for each request; found before anything else.</summary>
public sealed class CurrentPerson
{
    /// <summary>None when nobody is signed in.</summary>
    public Who? Who { get; set; }

    /// <summary>Address and port of the other end.</summary>
    public string Address { get; set; } = "";

    /// <summary>What the browser says of itself, shortened.</summary>
    public string Device { get; set; } = "";

    /// <summary>For verbs and jobs: nobody at a browser.</summary>
    public static CurrentPerson AtTheMachine(string act)
    {
        var machine = new CurrentPerson();
        machine.BecomeMachine(act);
        return machine;
    }

    /// <summary>The same for the person of a scope.</summary>
    public void BecomeMachine(string act) => (Who, Device) = (Domain.Accounts.Who.Machine, act);
}
