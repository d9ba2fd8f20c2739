/** Puts a program that people wait for into one file, over the one that the compiler made of it (decision 0313). */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/** Packages that cannot be in it: those with binaries, and the driver, of which the program changes two methods. */
const outside = ['lmdb', 'mongoose', '@node-rs/argon2'];

/** @param {string} file compiled, with its imports beside it */
export async function bundleProgram(file) {
  await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: outside,
    sourcemap: true,
    sourcesContent: false,
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    plugins: [ownAddresses(dirname(file)), packagesOnDemand],
    logLevel: 'warning',
  });
}

/** To themselves, our modules stay where they were compiled: they start threads and read files beside them. */
function ownAddresses(folder) {
  return {
    name: 'own addresses',
    setup(building) {
      building.onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (!path.startsWith(resolve('dist'))) return undefined;
        const at = `new URL(${JSON.stringify(relative(folder, path))}, import.meta.url).href`;
        return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', at) };
      });
    },
  };
}

/** What is imported only where it is needed is not read before. */
const packagesOnDemand = {
  name: 'packages on demand',
  setup(building) {
    building.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};
