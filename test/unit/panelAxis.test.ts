import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { axisFloor, axisLabel, axisTicks, axisValue, thresholdLabel } from '../../src/webview/axis.ts';
import { ellipsis } from '../../src/webview/ellipsis.ts';

test('the axis runs from the floor, which is 0, to 1, and labels whole decades only', () => {
  assert.deepEqual(axisTicks(555).map(axisLabel), [
    '0',
    '10⁻¹⁴',
    '10⁻¹²',
    '10⁻¹⁰',
    '10⁻⁸',
    '10⁻⁶',
    '10⁻⁴',
    '10⁻²',
    '1',
  ]);
  assert.deepEqual(axisTicks(170).map(axisLabel), ['0', '10⁻¹²', '10⁻⁸', '10⁻⁴', '1']);
  assert.deepEqual(axisTicks(100).map(axisLabel), ['0', '10⁻⁸', '1']);
  assert.deepEqual(axisTicks(10).map(axisLabel), ['0', '1']);
  assert.equal(axisTicks(900).length, 18);
});

test('the labels never come nearer to each other than a label is wide', () => {
  fc.assert(
    fc.property(fc.integer({ min: 80, max: 2000 }), (width) => {
      const places = axisTicks(width).map((value) => ((Math.log10(value) + 17) / 17) * width);
      places.slice(1).forEach((place, index) => {
        assert.ok(place - (places[index] as number) >= 38.9, `${width} px: ${places.join(' ')}`);
      });
    }),
  );
});

test('a difference has a place on the axis whatever it is', () => {
  assert.equal(axisValue(1.5e-10), 1.5e-10);
  assert.equal(axisValue(0), axisFloor);
  assert.equal(axisValue(1e-300), axisFloor);
  assert.equal(axisValue(2), 1);
  assert.equal(axisValue(Number.NaN), 1);
  assert.equal(axisValue(Number.POSITIVE_INFINITY), 1);
});

test('the threshold is labelled as it was chosen', () => {
  assert.equal(thresholdLabel(1e-7), 'threshold 1e-7');
  assert.equal(thresholdLabel(2.5e-6), 'threshold 2.5e-6');
});

test('a long name keeps its beginning and its end', () => {
  const measure = (text: string) => text.length;
  assert.equal(ellipsis('hidden1', 7, measure), 'hidden1');
  assert.equal(ellipsis('encoder_block_3_conv_2', 13, measure), 'encode…conv_2');
  assert.equal(ellipsis('encoder', 3, measure), 'e…r');
  assert.equal(ellipsis('encoder', 0, measure), '…');
});
