"""Answers POST /classify_digit: the base64 image of a handwritten digit in, the digit out. {{ language }} and {{ title }}."""

import json

from digits import pixels

{% if framework == 'scikit-learn' %}
import joblib

model = joblib.load("/opt/ml/model")


def predict(x):
    return int(model.predict(x)[0])
{% elif framework == 'xgboost' %}
import xgboost

model = xgboost.XGBClassifier()
model.load_model("/opt/ml/model.json")


def predict(x):
    return int(model.predict(x)[0])
{% elif framework == 'pytorch' %}
import torch

model = torch.jit.load("/opt/ml/model")
model.eval()


def predict(x):
    with torch.no_grad():
        return int(model(torch.from_numpy(x)).argmax(1)[0])
{% else %}
import tensorflow as tf

model = tf.keras.models.load_model("/opt/ml/model.keras")


def predict(x):
    return int(model.predict(x, verbose=0).argmax(1)[0])
{% endif %}


def lambda_handler(event, context):
    try:
        x = pixels(event["body"])
    except (KeyError, TypeError, ValueError, OSError) as e:
        return answer(400, {"message": f"The body must be a base64 image of a digit: {e}"})
    return answer(200, {"predicted_label": predict(x)})


def answer(status, body):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}
