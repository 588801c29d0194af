// The one list of Debian packages: what each is for, and how to see that a machine has it (whatever way it came there).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {"start" | "grass" | "test" | "bench"} Use
 * @typedef {object} SystemPackage
 * @property {string} name of the Debian package
 * @property {Use} use who needs it: every start, a start with --with-grass, the tests, the comparison with PyWPS and Docker
 * @property {boolean} required without it there is no start at all
 * @property {string} without what is missing if it is missing
 * @property {() => boolean} isPresent
 */

/** @type {readonly SystemPackage[]} */
export const systemPackages = [
  { name: "bubblewrap", use: "start", required: true, without: "no job can be sealed", isPresent: command("bwrap") },
  {
    name: "python3",
    use: "start",
    required: false,
    without: "processes written in Python are not offered",
    isPresent: file("/usr/bin/python3"),
  },
  {
    name: "python3-gdal",
    use: "start",
    required: false,
    without: "Python processes that use GDAL are not offered",
    isPresent: pythonModule("osgeo"),
  },
  {
    name: "e2fsprogs",
    use: "start",
    required: false,
    without: "disk quotas above 64 MB are not enforced",
    isPresent: command("mkfs.ext4"),
  },
  { name: "grass-core", use: "grass", required: true, without: "grassbuffer is not offered", isPresent: command("grass") },
  { name: "gdal-bin", use: "start", required: false, without: "hillshade and convert are not offered", isPresent: command("ogr2ogr") },
  { name: "gdal-bin", use: "test", required: true, without: "results cannot be compared with ogr2ogr's", isPresent: command("ogr2ogr") },
  {
    name: "r-base-core",
    use: "test",
    required: true,
    without: "the process that is a script of R cannot be tested",
    isPresent: command("Rscript"),
  },
  {
    name: "python3-owslib",
    use: "test",
    required: true,
    without: "there is no foreign WPS client to test with",
    isPresent: pythonModule("owslib"),
  },
  { name: "iproute2", use: "test", required: true, without: "no host on another address can be made", isPresent: command("ip") },
  { name: "openssl", use: "test", required: true, without: "no certificate can be made to test https with", isPresent: command("openssl") },
  {
    name: "python3-prometheus-client",
    use: "test",
    required: true,
    without: "the metrics cannot be read as Prometheus reads them",
    isPresent: pythonModule("prometheus_client"),
  },
  {
    name: "python3-pywps",
    use: "test",
    required: true,
    without: "the bridge to PyWPS cannot be compared with it",
    isPresent: pythonModule("pywps"),
  },
  { name: "crun", use: "test", required: true, without: "one of the OCI runtimes cannot be tested", isPresent: command("crun") },
  { name: "runc", use: "test", required: true, without: "one of the OCI runtimes cannot be tested", isPresent: command("runc") },
  { name: "runsc", use: "test", required: true, without: "gVisor cannot be tested", isPresent: command("runsc") },
  {
    name: "docker.io",
    use: "test",
    required: true,
    without: "containers cannot be tested",
    isPresent: command("dockerd"),
  },
  { name: "podman", use: "test", required: true, without: "containers of Podman cannot be tested", isPresent: command("podman") },
  { name: "catatonit", use: "test", required: true, without: "containers of Podman have no init", isPresent: command("catatonit") },
  ...["proxy", "account", "container", "object"].map((name) => ({
    name: `swift-${name}`,
    use: /** @type {const} */ ("test"),
    required: true,
    without: "the store of results in S3 cannot be tested",
    isPresent: command(`swift-${name}-server`),
  })),
  {
    name: "postgresql-15",
    use: "test",
    required: true,
    without: "the PostgreSQL store cannot be tested",
    isPresent: file("/usr/lib/postgresql/15/bin/initdb"),
  },
  { name: "strace", use: "test", required: true, without: "disks that do not sync cannot be tested", isPresent: command("strace") },
  { name: "faketime", use: "test", required: true, without: "clocks that jump cannot be tested", isPresent: command("faketime") },
  { name: "chromium", use: "test", required: true, without: "the pages cannot be tested in a browser", isPresent: command("chromium") },
  {
    name: "fonts-dejavu-core",
    use: "test",
    required: true,
    without: "the browser of the tests shows no text",
    isPresent: file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
  },
  { name: "curl", use: "test", required: true, without: "the examples of the README cannot be tried", isPresent: command("curl") },
  { name: "python3-pywps", use: "bench", required: false, without: "there is no PyWPS to compare with", isPresent: pythonModule("pywps") },
  { name: "gunicorn", use: "bench", required: false, without: "there is no PyWPS to compare with", isPresent: command("gunicorn") },
  { name: "docker.io", use: "bench", required: false, without: "there is no docker run to compare with", isPresent: command("dockerd") },
];

/**
 * The packages of some uses that this machine lacks.
 * @param {readonly Use[]} uses
 * @param {readonly SystemPackage[]} [list]
 */
export function missingPackages(uses, list = systemPackages) {
  return list.filter((one) => uses.includes(one.use) && !one.isPresent());
}

/** @param {string} name */
function command(name) {
  // Administration tools lie in sbin, which a plain user's PATH may lack.
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return () => folders.some((folder) => existsSync(join(folder, name)));
}

/** @param {string} path */
function file(path) {
  return () => existsSync(path);
}

/** Found, not imported: each start looks, and GDAL alone would hold it up for a tenth of a second. @param {string} name */
function pythonModule(name) {
  const look = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
  return () => spawnSync("/usr/bin/python3", ["-c", look], { stdio: "ignore" }).status === 0;
}
