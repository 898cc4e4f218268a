/** Names of the methods of a class and of those that it extends. */
export function methodsOf(Class: { readonly prototype: object }): string[] {
  const names: string[] = [];
  for (
    let proto = Class.prototype;
    proto !== null && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      const { value } = Object.getOwnPropertyDescriptor(proto, name) as PropertyDescriptor;
      if (typeof value === 'function' && name !== 'constructor' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}

type Method = (...values: unknown[]) => unknown;

export function methodOf(object: object, name: string): Method {
  return (object as Record<string, Method>)[name] as Method;
}

const forwardNames =
  /^_*(forward|forwards|forward_?pass|forward_?prop(agat(e|ion))?|feed_?forward|call|__call__|activate|predict|run|compute|query|think|propagate|evaluate|guess|feed|output)_*$/i;

const backwardNames =
  /^_*(backward|backwards|backward_?pass|backward_?prop(agat(e|ion))?|back_?prop(agat(e|ion))?|backpropagate|propagate_?back|bprop)_*$/i;

const trainNames =
  /^_*(train|train_?step|train_?(one|on|single|sample|example|once|batch)|fit|fit_?one|learn|step|update|optimize)_*$/i;

/** The method that computes the output, the most telling name first. */
export function forwardMethod(methods: readonly string[]): string | undefined {
  return methods.find((name) => /^_*forward/i.test(name)) ?? methods.find((name) => forwardNames.test(name));
}

export function backwardMethod(methods: readonly string[]): string | undefined {
  return methods.find((name) => backwardNames.test(name));
}

export function trainMethod(methods: readonly string[]): string | undefined {
  return methods.find((name) => trainNames.test(name));
}
