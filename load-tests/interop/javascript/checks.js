/** What the scripts beside it share: one line a check, and waiting that ends. */
const WAIT_MILLIS = 20_000;

/** Prints the check; one that does not hold ends the script with exit code 1. */
export function check(text, holds) {
  console.log(`${holds ? "ok  " : "FAIL"} ${text}`);
  if (!holds) process.exit(1);
}

/** The promise's value, or an error that names what was waited for. */
export async function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), WAIT_MILLIS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Things that come by themselves, taken in their order. */
export class Queue {
  #things = [];
  #takers = [];

  put(thing) {
    const taker = this.#takers.shift();
    if (taker) taker(thing);
    else this.#things.push(thing);
  }

  take(what) {
    const next = this.#things.length > 0 ? Promise.resolve(this.#things.shift()) : new Promise((resolve) => this.#takers.push(resolve));
    return within(next, what);
  }
}
