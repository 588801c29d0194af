// Usage: npm run bench -- pages
// How much script each page loads before anything is asked of it: all that its module imports at once, with the entry. The budget is 100 KB compressed.
import { bundleWeb } from "../scripts/bundle-web.mjs";

const { entry, pages, files } = await bundleWeb();
const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);
console.log("| page | modules | KB | KB compressed |\n|---|---|---|---|");
for (const [name, own] of Object.entries(pages).sort(([a], [b]) => a.localeCompare(b))) {
  const all = [entry, ...own].map((file) => files[file] ?? { bytes: 0, gzipBytes: 0 });
  const sum = (/** @type {"bytes" | "gzipBytes"} */ what) => kilobytes(all.reduce((total, one) => total + one[what], 0));
  console.log(`| ${name} | ${all.length} | ${sum("bytes")} | ${sum("gzipBytes")} |`);
}
