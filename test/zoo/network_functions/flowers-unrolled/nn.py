"""Three kinds of iris; the parameters come as one vector and the biases are column 0 of each matrix."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y):
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[split:].reshape(num_labels, hidden_layer_size + 1)
    m = len(y)
    ones = np.ones((m, 1))

    a1 = np.hstack((ones, X))
    a2 = np.hstack((ones, sigmoid(a1 @ Theta1.T)))
    z3 = a2 @ Theta2.T
    a3 = np.exp(z3) / np.sum(np.exp(z3), axis=1, keepdims=True)
    J = -np.sum(np.log(a3[np.arange(m), y])) / m

    d3 = a3 - np.eye(num_labels)[y]
    d2 = (d3 @ Theta2)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    grad = np.concatenate(((d2.T @ a1 / m).ravel(), (d3.T @ a2).ravel()))
    return J, grad
