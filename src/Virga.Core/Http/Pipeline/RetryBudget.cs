namespace Virga.Http;

/// <summary>Tokens that retries take and successes give back, shared by all calls of a client. The prices are those of the AWS SDKs' standard mode.</summary>
internal sealed class RetryBudget
{
    private const int Price = 5;
    private const int TimeoutPrice = 10;

    private readonly int _capacity;
    private int _left;

    public RetryBudget(int capacity) => _left = _capacity = capacity;

    /// <summary>Takes the price of one retry; false when too little is left.</summary>
    public bool TryTake(bool afterTimeout, out int price)
    {
        price = afterTimeout ? TimeoutPrice : Price;
        if (_capacity <= 0) return true;
        while (true)
        {
            var left = Volatile.Read(ref _left);
            if (left < price) return false;
            if (Interlocked.CompareExchange(ref _left, left - price, left) == left) return true;
        }
    }

    /// <summary>Gives back what the last retry took, or one token for a call that needed none.</summary>
    public void Succeeded(int price)
    {
        if (_capacity <= 0) return;
        var back = price > 0 ? price : 1;
        while (true)
        {
            var left = Volatile.Read(ref _left);
            if (left == _capacity) return;
            if (Interlocked.CompareExchange(ref _left, Math.Min(_capacity, left + back), left) == left) return;
        }
    }
}
