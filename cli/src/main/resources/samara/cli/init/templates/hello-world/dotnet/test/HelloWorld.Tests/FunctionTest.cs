using Amazon.Lambda.APIGatewayEvents;
using Xunit;

namespace HelloWorld.Tests;

public class FunctionTest
{
    [Fact]
    public void SaysHello()
    {
        var answer = new Function().FunctionHandler(new APIGatewayProxyRequest(), null!);
        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("{\"message\":\"hello world\"}", answer.Body);
    }
}
