export function lstmCellForward(xt, aPrev, cPrev, parameters) {
  const { Wf, bf, Wi, bi, Wc, bc, Wo, bo } = parameters;
  const sig = (z) => 1 / (1 + Math.exp(-z));
  const cat = [...aPrev, ...xt];
  const lin = (W, b) => W.map((row, j) => row.reduce((s, w, i) => s + w * cat[i], b[j]));
  const f = lin(Wf, bf).map(sig),
    i = lin(Wi, bi).map(sig),
    g = lin(Wc, bc).map(Math.tanh),
    o = lin(Wo, bo).map(sig);
  const c = f.map((v, k) => v * cPrev[k] + i[k] * g[k]);
  const a = c.map((v, k) => o[k] * Math.tanh(v));
  return { a, c, cache: { cat, f, i, g, o, c, cPrev, parameters } };
}
export function lstmCellBackward(da, dc, cache) {
  const { cat, f, i, g, o, c, parameters } = cache;
  const h = f.length;
  const dct = dc.map((v, k) => v + da[k] * o[k] * (1 - Math.tanh(c[k]) ** 2));
  const zo = da.map((v, k) => v * Math.tanh(c[k]) * o[k] * (1 - o[k]));
  const zf = dct.map((v, k) => v * c[k] * f[k] * (1 - f[k]));
  const zi = dct.map((v, k) => v * g[k] * i[k] * (1 - i[k]));
  const zg = dct.map((v, k) => v * i[k] * (1 - g[k] ** 2));
  const out = (z) => z.map((v) => cat.map((u) => v * u));
  const dcat = cat.map((_, p) =>
    [
      ['Wf', zf],
      ['Wi', zi],
      ['Wc', zg],
      ['Wo', zo],
    ].reduce((s, [W, z]) => s + z.reduce((t, v, k) => t + v * parameters[W][k][p], 0), 0),
  );
  return {
    dxt: dcat.slice(h),
    daPrev: dcat.slice(0, h),
    dcPrev: dct.map((v, k) => v * f[k]),
    dWf: out(zf),
    dbf: zf,
    dWi: out(zi),
    dbi: zi,
    dWc: out(zg),
    dbc: zg,
    dWo: out(zo),
    dbo: zo,
  };
}
export function rnnStepForward(x, prevH, Wx, Wh, b) {
  const nextH = x.map((row, n) =>
    b.map((bj, j) =>
      Math.tanh(
        bj + row.reduce((s, v, i) => s + v * Wx[i][j], 0) + prevH[n].reduce((s, v, i) => s + v * Wh[i][j], 0),
      ),
    ),
  );
  return [nextH, { x, prevH, Wx, Wh, nextH }];
}
export function rnnStepBackward(dnextH, { x, prevH, Wx, Wh, nextH }) {
  const dz = dnextH.map((row, n) => row.map((d, j) => d * (1 - nextH[n][j] ** 2)));
  const mT = (a, d) => a[0].map((_, i) => d[0].map((_, j) => a.reduce((s, r, n) => s + r[i] * d[n][j], 0)));
  const bT = (d, W) => d.map((row) => W.map((w) => w.reduce((s, v, j) => s + v * row[j], 0)));
  return [
    bT(dz, Wx),
    bT(dz, Wh),
    mT(x, dz),
    mT(prevH, dz),
    dz[0].map((_, j) => dz.reduce((s, r) => s + r[j], 0)),
  ];
}
export function embeddingForward(tokens, W) {
  return [tokens.map((t) => [...W[t]]), { tokens, W }];
}
export function embeddingBackward(dout, { tokens, W }) {
  const dW = W.map((r) => r.map(() => 0));
  for (const [n, token] of tokens.entries()) {
    for (let j = 0; j < dout[n].length; j++) dW[token][j] += dout[n][j];
  }
  return dW;
}
export function linearForward(A, W, b) {
  const Z = W.map((w, i) => A[0].map((_, m) => w.reduce((s, v, k) => s + v * A[k][m], b[i][0])));
  return { Z, cache: { A, W, b } };
}
export function linearBackward(dZ, cache) {
  const { A, W } = cache;
  const m = A[0].length;
  return {
    dW: dZ.map((r) => A.map((a) => a.reduce((s, v, k) => s + v * r[k], 0) / m)),
    db: dZ.map((r) => [r.reduce((s, v) => s + v, 0) / m]),
    dAPrev: A.map((_, k) => dZ[0].map((_, c) => W.reduce((s, w, i) => s + w[k] * dZ[i][c], 0))),
  };
}
