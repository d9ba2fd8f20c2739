/**
 * Keeps the kiosk's own files, so that it opens without a network. It answers GET of those files and of a kiosk's page,
 * and nothing else: what people answer never passes through here. The server puts three lines before this text:
 * `version`, `shell` (the page that is the same for every kiosk) and `files` (everything to keep).
 */
const cacheName = `kiosk-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(files))
      .then(() => self.skipWaiting()),
  );
});

/** A page that is open has all its files already, so the older ones can go. */
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('kiosk-') && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const kept = keptPath(event.request);
  if (kept === undefined) return;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(kept))
      .then((response) => response ?? fetch(event.request)),
  );
});

function keptPath({ method, mode, url }) {
  if (method !== 'GET') return undefined;
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin) return undefined;
  if (mode === 'navigate' && /^\/kiosk\/[^/]+$/.test(pathname)) return shell;
  return files.includes(pathname) ? pathname : undefined;
}
