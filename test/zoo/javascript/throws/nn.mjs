export function geluForward(x) {
  const t = x.map((row) => row.map((z) => Math.tanh(0.7978845608 * (z + 0.044715 * z ** 3))));
  const out = x.map((row, n) => row.map((z, i) => 0.5 * z * (1 + t[n][i])));
  return { out, cache: { x, t } };
}

export function geluBackward(dout, cache) {
  const { x, t } = cache;
  return dout.map((row, n) =>
    row.map((d, i) => {
      const inside = 0.7978845608 * (1 + 0.134145 * x[n][i] ** 2);
      return d * (0.5 * (1 + t[n][i]) + 0.5 * x[n][i] * (1 - th[n][i] ** 2) * inside);
    }),
  );
}
