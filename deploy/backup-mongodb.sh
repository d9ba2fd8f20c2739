#!/usr/bin/env bash
# Backs a MongoDB database of Lắng Nghe up with MongoDB's own tools (mongosh, mongodump): deploy/backup-mongodb.sh
#
# The member that is read from takes no writes meanwhile, so that all collections are of one moment: name a secondary, best a hidden one,
# and it catches up afterwards. Where there is one member only, answers wait until the dump is written; run it at night.
#
# MEMBER_URI    that member alone, with the right to fsync and to back up: mongodb://user:password@host:27017/?directConnection=true
# DATABASE      name of the database (lang-nghe)
# BACKUP_DIR    where to
# BACKUP_KEEP   how many are kept (14)
set -euo pipefail
: "${MEMBER_URI:?names the member to read from}" "${BACKUP_DIR:?names a folder}"
database="${DATABASE:-lang-nghe}"
keep="${BACKUP_KEEP:-14}"
umask 077
mkdir -p "$BACKUP_DIR"
file="$BACKUP_DIR/lang-nghe-$(date -u +%Y-%m-%dT%H%M%SZ).mongodb.gz"

unlock() {
  rm -f "$file.part"
  mongosh "$MEMBER_URI" --quiet --eval 'while (db.adminCommand({ fsyncUnlock: 1 }).lockCount > 0);' >/dev/null || true
}
trap unlock EXIT
mongosh "$MEMBER_URI" --quiet --eval 'assert.commandWorked(db.adminCommand({ fsync: 1, lock: true }))' >/dev/null

# No --oplog: it tells what was written after what, so which code was used for which form. The three collections are those that have
# to be gone in time and would outlive it in a backup (docs/privacy.md).
mongodump --uri="$MEMBER_URI" --db="$database" --gzip --archive="$file.part" --quiet \
  --excludeCollection=arrivals --excludeCollection=framePeople --excludeCollection=frameKeys
mv "$file.part" "$file"

ls -1 "$BACKUP_DIR"/lang-nghe-*.mongodb.gz | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -f "$old"; done
echo "$file"

# To restore, into an empty database, and to check it before anybody uses it:
#   mongorestore --uri='mongodb://…' --gzip --archive=FILE --nsFrom='lang-nghe.*' --nsTo='restored.*'
#   npx lang-nghe verify 'mongodb://…/restored' && MONGODB_URI='mongodb://…/restored' npm run tallies:check
