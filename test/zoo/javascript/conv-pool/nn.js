// Images as nested arrays [example][channel][row][column].

function zeros(n, ...rest) {
  return Array.from({ length: n }, () => (rest.length > 0 ? zeros(...rest) : 0));
}

function padded(image, pad) {
  const width = image[0].length + 2 * pad;
  const blank = () => new Array(width).fill(0);
  const sides = new Array(pad).fill(0);
  const rows = image.map((row) => [...sides, ...row, ...sides]);
  return [...Array.from({ length: pad }, blank), ...rows, ...Array.from({ length: pad }, blank)];
}

function conv_forward(x, w, b, conv_param) {
  const { stride, pad } = conv_param;
  const [F, HH, WW] = [w.length, w[0][0].length, w[0][0][0].length];
  const H = 1 + Math.floor((x[0][0].length + 2 * pad - HH) / stride);
  const W = 1 + Math.floor((x[0][0][0].length + 2 * pad - WW) / stride);
  const out = zeros(x.length, F, H, W);
  for (let n = 0; n < x.length; n++) {
    const channels = x[n].map((channel) => padded(channel, pad));
    for (let f = 0; f < F; f++)
      for (let i = 0; i < H; i++)
        for (let j = 0; j < W; j++) {
          let sum = b[f];
          for (let c = 0; c < channels.length; c++)
            for (let p = 0; p < HH; p++)
              for (let q = 0; q < WW; q++) sum += channels[c][i * stride + p][j * stride + q] * w[f][c][p][q];
          out[n][f][i][j] = sum;
        }
  }
  return [out, { x, w, b, conv_param }];
}

function conv_backward(dout, cache) {
  const { x, w, b, conv_param } = cache;
  const { stride, pad } = conv_param;
  const dx = zeros(x.length, x[0].length, x[0][0].length, x[0][0][0].length);
  const dw = zeros(w.length, w[0].length, w[0][0].length, w[0][0][0].length);
  const db = b.map(() => 0);
  for (let n = 0; n < x.length; n++)
    for (let f = 0; f < w.length; f++)
      for (let i = 0; i < dout[n][f].length; i++)
        for (let j = 0; j < dout[n][f][i].length; j++) {
          const d = dout[n][f][i][j];
          db[f] += d;
          for (let c = 0; c < w[f].length; c++)
            for (let p = 0; p < w[f][c].length; p++)
              for (let q = 0; q < w[f][c][p].length; q++) {
                const row = i * stride + p - pad;
                const column = j * stride + q - pad;
                if (x[n][c][row]?.[column] === undefined) continue;
                dw[f][c][p][q] += d * x[n][c][row][column];
                dx[n][c][row][column] += d * w[f][c][p][q];
              }
        }
  return [dx, dw, db];
}

function max_pool_forward(x, pool_param) {
  const { pool_height, pool_width, stride } = pool_param;
  const out = x.map((channels) =>
    channels.map((image) => {
      const rows = [];
      for (let i = 0; i + pool_height <= image.length; i += stride) {
        const row = [];
        for (let j = 0; j + pool_width <= image[i].length; j += stride) {
          let best = Number.NEGATIVE_INFINITY;
          for (let p = 0; p < pool_height; p++)
            for (let q = 0; q < pool_width; q++) best = Math.max(best, image[i + p][j + q]);
          row.push(best);
        }
        rows.push(row);
      }
      return rows;
    }),
  );
  return [out, { x, pool_param, out }];
}

function max_pool_backward(dout, { x, pool_param, out }) {
  const { pool_height, pool_width, stride } = pool_param;
  const dx = zeros(x.length, x[0].length, x[0][0].length, x[0][0][0].length);
  for (let n = 0; n < x.length; n++)
    for (let c = 0; c < x[n].length; c++)
      for (let i = 0; i < dout[n][c].length; i++)
        for (let j = 0; j < dout[n][c][i].length; j++)
          for (let p = 0; p < pool_height; p++)
            for (let q = 0; q < pool_width; q++)
              if (x[n][c][i * stride + p][j * stride + q] === out[n][c][i][j])
                dx[n][c][i * stride + p][j * stride + q] += dout[n][c][i][j];
  return dx;
}

module.exports = { conv_forward, conv_backward, max_pool_forward, max_pool_backward };
