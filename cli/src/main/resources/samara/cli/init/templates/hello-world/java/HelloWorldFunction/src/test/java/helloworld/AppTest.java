package helloworld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import org.junit.jupiter.api.Test;

class AppTest {
    @Test
    void saysHello() {
        APIGatewayProxyResponseEvent answer = new App().handleRequest(new APIGatewayProxyRequestEvent(), null);
        assertEquals(200, answer.getStatusCode());
        assertEquals("{\"message\": \"hello world\"}", answer.getBody());
    }
}
