// Makes static/vendor out of what package-lock.json pins: bundles, their licences, their SHA-256.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const vendor = fileURLToPath(new URL("../../static/vendor/", import.meta.url));
const leftOut = { "elkjs/lib/elk.bundled.js": "./left-out.js", elkjs: "./left-out.js", katex: "./left-out.js" };
const bundles = { milkdown: { format: "esm" }, mermaid: { format: "iife", alias: leftOut } };

const packagesIn = (metafile) => {
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput).map(([file]) => file);
  const folders = used.map((file) => file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
};

const licenceOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.|-|$)/i.test(one));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `${license}, as its package.json says; the package brings no text.`;
  if (/GPL/i.test(String(license))) throw new Error(`${name} is ${license}`);
  return `${name} ${version} (${license})\n\n${text}\n`;
};

for (const [name, how] of Object.entries(bundles)) {
  const { metafile } = await build({
    ...how, absWorkingDir: here, entryPoints: [`${name}.js`], outfile: `${vendor}${name}.js`, bundle: true, minify: true,
    legalComments: "none", charset: "utf8", target: "es2022", metafile: true, logLevel: "warning", define: { "process.env.NODE_ENV": '"production"' },
  });
  const licences = packagesIn(metafile).map((folder) => licenceOf(`${here}${folder}`));
  writeFileSync(`${vendor}LICENSES.${name}.txt`, licences.join(`\n${"-".repeat(72)}\n\n`));
}

const sums = readdirSync(vendor).filter((file) => file !== "SHA256SUMS").sort()
  .map((file) => `${createHash("sha256").update(readFileSync(vendor + file)).digest("hex")}  ${file}\n`);
writeFileSync(`${vendor}SHA256SUMS`, sums.join(""));
