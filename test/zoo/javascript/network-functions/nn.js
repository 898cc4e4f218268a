// A network of two layers on columns of examples, with a dictionary of parameters.

const dot = (a, b) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const transpose = (a) => a[0].map((_, j) => a.map((row) => row[j]));
const each = (a, f) => a.map((row, i) => row.map((value, j) => f(value, i, j)));

function initializeParameters(nX, nH, nY) {
  const small = (rows, columns) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => (Math.random() - 0.5) * 0.01));
  const zeros = (rows) => Array.from({ length: rows }, () => [0]);
  return { W1: small(nH, nX), b1: zeros(nH), W2: small(nY, nH), b2: zeros(nY) };
}

function forwardPropagation(X, parameters) {
  const { W1, b1, W2, b2 } = parameters;
  const Z1 = each(dot(W1, X), (z, i) => z + b1[i][0]);
  const A1 = each(Z1, Math.tanh);
  const Z2 = each(dot(W2, A1), (z, i) => z + b2[i][0]);
  const A2 = each(Z2, (z) => 1 / (1 + Math.exp(-z)));
  return { A2, cache: { Z1, A1, Z2, A2 } };
}

function computeCost(A2, Y) {
  const m = Y[0].length;
  let cost = 0;
  each(A2, (a, i, j) => {
    cost -= Y[i][j] * Math.log(a) + (1 - Y[i][j]) * Math.log(1 - a);
    return 0;
  });
  return cost / m;
}

function backwardPropagation(parameters, cache, X, Y) {
  const m = X[0].length;
  const { A1, A2 } = cache;
  const dZ2 = each(A2, (a, i, j) => a - Y[i][j]);
  const dW2 = each(dot(dZ2, transpose(A1)), (value) => value / m);
  const db2 = dZ2.map((row) => [row.reduce((a, b) => a + b, 0) / m]);
  const dZ1 = each(dot(transpose(parameters.W2), dZ2), (value, i, j) => value * (1 - A1[i][j] ** 2));
  const dW1 = each(dot(dZ1, transpose(X)), (value) => value / m);
  const db1 = dZ1.map((row) => [row.reduce((a, b) => a + b, 0)]);
  return { dW1, db1, dW2, db2 };
}

module.exports = { initializeParameters, forwardPropagation, computeCost, backwardPropagation };
