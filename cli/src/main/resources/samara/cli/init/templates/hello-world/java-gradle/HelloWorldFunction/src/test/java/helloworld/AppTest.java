package helloworld;

import static org.junit.Assert.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import org.junit.Test;

public class AppTest {
    @Test
    public void saysHello() {
        APIGatewayProxyResponseEvent answer = new App().handleRequest(new APIGatewayProxyRequestEvent(), null);
        assertEquals(Integer.valueOf(200), answer.getStatusCode());
        assertEquals("{\"message\": \"hello world\"}", answer.getBody());
    }
}
