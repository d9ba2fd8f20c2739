#!/usr/bin/env bash
# Pins the images of docker-compose.yml: pulls what each name means today and writes its digest to .env, where `docker compose` reads it.
# Run it again to take newer images; `git diff` does not show it, so keep .env with your backups.
set -euo pipefail
cd "$(dirname "$0")/.."
touch .env
pinned="$(grep -vE '^[A-Z]+_IMAGE=' .env || true)"
while IFS='|' read -r variable name; do
  docker pull --quiet "$name" >/dev/null
  pinned+=$'\n'"$variable=$(docker image inspect --format '{{index .RepoDigests 0}}' "$name")"
done < <(grep -oE '\$\{[A-Z]+_IMAGE:-[^}]+\}' docker-compose.yml | sort --unique | sed -E 's/\$\{([A-Z]+_IMAGE):-(.+)\}/\1|\2/')
printf '%s\n' "$pinned" | sed '/^$/d' >.env.part
mv .env.part .env
grep -E '^[A-Z]+_IMAGE=' .env
