import { inner, numbers, say, verdict } from '../differences.mjs';
import volumes from './nn.js';

const { FullyConnected, Rectifier, Vol } = volumes;

const x = new Vol(2, 3, 2, 0);
x.w.set(numbers([12], 3));

const full = new FullyConnected({ num_neurons: 4, in_sx: 2, in_sy: 3, in_depth: 2 });
const dout = numbers([4], 5);
full.forward(x);
full.out_act.dw.set(dout);
full.backward();
const claims = [x, full.biases, ...full.filters].map((volume) => [volume.w, volume.dw.slice()]);

const rectifier = new Rectifier({ in_sx: 2, in_sy: 3, in_depth: 2 });
const wide = numbers([12], 7);
rectifier.forward(x);
rectifier.out_act.dw.set(wide);
rectifier.backward();

say({
  FullyConnected: verdict(() => inner(full.forward(x).w, dout), claims),
  Rectifier: verdict(() => inner(rectifier.forward(x).w, wide), [[x.w, x.dw.slice()]]),
});
