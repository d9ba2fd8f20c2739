#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml once, in ./secrets, and leaves those alone that are there.
# The folder lets nobody else in; the files in it are readable, because the users inside the containers are others than you.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
chmod 700 secrets
keep() { [ -s "secrets/$1" ] || { cat >"secrets/$1.part" && chmod 444 "secrets/$1.part" && mv "secrets/$1.part" "secrets/$1"; }; }
openssl rand -base64 756 | keep mongo_keyfile
openssl rand -hex 24 | tr -d '\n' | keep mongo_root_password
openssl rand -hex 24 | tr -d '\n' | keep mongo_app_password
printf 'mongodb://lang-nghe:%s@mongo1:27017,mongo2:27017/lang-nghe?replicaSet=rs0&authSource=lang-nghe' \
  "$(cat secrets/mongo_app_password)" | keep mongodb_uri
ls -l secrets
