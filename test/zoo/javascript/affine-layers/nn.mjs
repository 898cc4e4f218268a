// Layers as functions: the forward pass keeps what the backward pass needs in a cache.

export function affineForward(x, w, b) {
  const out = x.map((row) => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * w[i][j], bias)));
  return { out, cache: { x, w } };
}

export function affineBackward(dout, { x, w }) {
  const dx = dout.map((row) =>
    w.map((weights) => weights.reduce((sum, weight, j) => sum + weight * row[j], 0)),
  );
  const dw = w.map((weights, i) =>
    weights.map((_, j) => x.reduce((sum, row, n) => sum + row[i] * dout[n][j], 0)),
  );
  const db = dout[0].map((_, j) => dout.reduce((sum, row) => sum + row[j], 0));
  return { dx, dw, db };
}

export function leakyReluForward(x, slope = 0.1) {
  return [x.map((row) => row.map((value) => (value > 0 ? value : slope * value))), { x, slope }];
}

export function leakyReluBackward(dout, { x, slope }) {
  return dout.map((row, n) => row.map((value, i) => (x[n][i] > 0 ? value : slope * value)));
}

export function layerNormForward(x, gamma, beta, eps = 1e-5) {
  const normalised = [];
  const inverse = [];
  for (const row of x) {
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    const scale = 1 / Math.sqrt(variance + eps);
    inverse.push(scale);
    normalised.push(row.map((value) => (value - mean) * scale));
  }
  const out = normalised.map((row) => row.map((value, i) => gamma[i] * value + beta[i]));
  return [out, { normalised, inverse, gamma }];
}

export function layerNormBackward(dout, cache) {
  const { normalised, inverse, gamma } = cache;
  const dgamma = gamma.map((_, i) => dout.reduce((sum, row, n) => sum + row[i] * normalised[n][i], 0));
  const dbeta = gamma.map((_, i) => dout.reduce((sum, row) => sum + row[i], 0));
  const dx = dout.map((row, n) => {
    const dnormalised = row.map((value, i) => value * gamma[i]);
    const mean = dnormalised.reduce((a, b) => a + b, 0) / row.length;
    return dnormalised.map((value) => inverse[n] * (value - mean));
  });
  return [dx, dgamma, dbeta];
}

export function softmaxLoss(scores, y) {
  const probabilities = scores.map((row) => {
    const top = Math.max(...row);
    const powers = row.map((score) => Math.exp(score - top));
    const total = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / total);
  });
  const loss = -probabilities.reduce((sum, row, n) => sum + Math.log(row[y[n]]), 0) / scores.length;
  const dscores = probabilities.map((row, n) =>
    row.map((p, j) => (p - (j === y[n] ? 1 : 0)) / scores.length),
  );
  return { loss, dscores };
}
