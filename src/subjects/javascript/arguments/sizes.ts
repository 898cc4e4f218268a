/** Sizes of what is made up: small and all different, so that no axis can be taken for another. */
export const sizes = {
  examples: 3,
  inputs: 5,
  units: 4,
  hidden: 6,
  channels: 2,
  height: 7,
  width: 9,
  kernel: 3,
} as const;
