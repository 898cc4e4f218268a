import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z):
    return np.multiply(sigmoid(z), 1 - sigmoid(z))


def propagate(X, theta1, theta2):
    ones = np.ones(X.shape[0])
    a1 = np.insert(X, 0, values=ones, axis=1)
    z2 = a1 * theta1.T
    a2 = np.insert(sigmoid(z2), 0, values=ones, axis=1)
    return a1, z2, a2, sigmoid(a2 * theta2.T)


def unrolled(params, input_size, hidden_size, num_labels):
    cut = hidden_size * (input_size + 1)
    theta1 = np.matrix(np.reshape(params[:cut], (hidden_size, input_size + 1)))
    return theta1, np.matrix(np.reshape(params[cut:], (num_labels, hidden_size + 1)))


def cost(params, input_size, hidden_size, num_labels, X, y, learning_rate):
    X, y = np.matrix(X), np.matrix(y)
    m = X.shape[0]
    theta1, theta2 = unrolled(params, input_size, hidden_size, num_labels)
    h = propagate(X, theta1, theta2)[-1]
    J = -np.sum(np.multiply(y, np.log(h)) + np.multiply(1 - y, np.log(1 - h))) / m
    squares = np.sum(np.power(theta1[:, 1:], 2)) + np.sum(np.power(theta2[:, 1:], 2))
    return J + learning_rate / (2 * m) * squares


def backprop(params, input_size, hidden_size, num_labels, X, y, learning_rate):
    J = cost(params, input_size, hidden_size, num_labels, X, y, learning_rate)
    X, y = np.matrix(X), np.matrix(y)
    m = X.shape[0]
    theta1, theta2 = unrolled(params, input_size, hidden_size, num_labels)
    a1, z2, a2, h = propagate(X, theta1, theta2)
    delta1, delta2 = np.zeros(theta1.shape), np.zeros(theta2.shape)
    for t in range(m):
        d3 = h[t] - y[t]
        z2t = np.insert(z2[t], 0, values=np.ones(1))
        d2 = np.multiply((theta2.T * d3.T).T, sigmoid_slope(z2t))
        delta1 = delta1 + d2[:, 1:].T * a1[t]
        delta2 = delta2 + d3.T * a2[t]
    delta1, delta2 = delta1 / m, delta2 / m
    delta1[:, 1:] = delta1[:, 1:] + theta1[:, 1:] * learning_rate / m
    delta2[:, 1:] = delta2[:, 1:] + theta2[:, 1:] * learning_rate / m
    return J, np.concatenate((np.ravel(delta1), np.ravel(delta2)))
