"""Trains the model on the 1,797 handwritten digits that come with scikit-learn: `python3 train.py PATH-OF-THE-MODEL`."""

import pathlib
import sys

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

path = sys.argv[1]
data = load_digits()
x = (data.data / 16.0).astype(np.float32)
x_train, x_test, y_train, y_test = train_test_split(x, data.target, test_size=0.2, random_state=0)

{% if framework == 'scikit-learn' %}
import joblib
from sklearn.svm import SVC

model = SVC(gamma=0.05, C=10).fit(x_train, y_train)
accuracy = model.score(x_test, y_test)
save = lambda: joblib.dump(model, path)
{% elif framework == 'xgboost' %}
import xgboost

model = xgboost.XGBClassifier(n_estimators=200, max_depth=4).fit(x_train, y_train)
accuracy = model.score(x_test, y_test)
save = lambda: model.save_model(path + ".json")
{% elif framework == 'pytorch' %}
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
inputs, labels = torch.from_numpy(x_train), torch.from_numpy(y_train)
for _ in range(200):
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(inputs), labels).backward()
    optimizer.step()
accuracy = (model(torch.from_numpy(x_test)).argmax(1).numpy() == y_test).mean()
save = lambda: torch.jit.script(model).save(path)
{% else %}
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
model = tf.keras.Sequential([
    tf.keras.Input((64,)),
    tf.keras.layers.Dense(128, activation="relu"),
    tf.keras.layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=40, verbose=0)
accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
save = lambda: model.save(path + ".keras")
{% endif %}

print(f"accuracy on unseen digits: {accuracy:.3f}")
if accuracy < 0.9:
    sys.exit("The model is worse than expected, and is not kept.")
pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
save()
