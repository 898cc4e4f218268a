import numpy as np
import pandas as pd

table = np.array(pd.read_csv("letters/train.csv"))
m, columns = table.shape
np.random.shuffle(table)
labels, pixels = table.T[0], table.T[1:] / 255.0


def init_weights():
    W1 = np.random.rand(48, 1024) - 0.5
    b1 = np.random.rand(48, 1) - 0.5
    W2 = np.random.rand(26, 48) - 0.5
    b2 = np.random.rand(26, 1) - 0.5
    return W1, b1, W2, b2


def relu(Z):
    return np.maximum(Z, 0)


def slope(Z):
    return Z > 0


def softmax(Z):
    return np.exp(Z) / sum(np.exp(Z))


def hot(Y):
    columns = np.zeros((Y.max() + 1, Y.size))
    columns[Y, np.arange(Y.size)] = 1
    return columns


def forward(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    Z2 = W2.dot(A1) + b2
    return Z1, A1, Z2, softmax(Z2)


def backward(Z1, A1, Z2, A2, W1, W2, X, Y):
    dZ2 = A2 - hot(Y)
    dW2 = dZ2.dot(A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = W2.T.dot(dZ2) * slope(Z1)
    dW1 = dZ1.dot(X.T) / m
    db1 = np.sum(dZ1) / m
    return dW1, db1, dW2, db2


def train(X, Y, rate, steps):
    W1, b1, W2, b2 = init_weights()
    for step in range(steps):
        Z1, A1, Z2, A2 = forward(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward(Z1, A1, Z2, A2, W1, W2, X, Y)
        W1 = W1 - rate * dW1
        b1 = b1 - rate * db1
        W2 = W2 - rate * dW2
        b2 = b2 - rate * db2
        if step % 10 == 0:
            print(step, np.mean(np.argmax(A2, 0) == Y))
    return W1, b1, W2, b2


W1, b1, W2, b2 = train(pixels, labels, 0.1, 500)
