#!/usr/bin/env bash
# Backs a MongoDB database of Lắng Nghe up with MongoDB's own tools (mongosh, mongodump 100.3 or later): deploy/backup-mongodb.sh
#
# The member that is read from takes no writes meanwhile, so that all collections are of one moment: name a hidden secondary with priority 0,
# which catches up afterwards. A primary is refused, for every answer would wait until the dump is written; the only member of a set is one
# too, so SOLE_MEMBER=yes says that this is known; run it at night.
#
# It prints the new file and ends with 0, or says what went wrong, ends with 1 and leaves no half of a file: have its timer tell you.
#
# MEMBER_URI    that member alone, with the roles hostManager and backup: mongodb://user:password@host:27017/?directConnection=true
# SOLE_MEMBER   yes where the set has no other member (no)
# DATABASE      name of the database (lang-nghe)
# BACKUP_DIR    where to
# BACKUP_KEEP   how many are kept (14)
set -euo pipefail
: "${MEMBER_URI:?names the member to read from}" "${BACKUP_DIR:?names a folder}"
export MEMBER_URI SOLE_MEMBER="${SOLE_MEMBER:-no}" DATABASE="${DATABASE:-lang-nghe}"
keep="${BACKUP_KEEP:-14}"

fail() {
  echo "$1" >&2
  exit 1
}
[[ "$keep" =~ ^[1-9][0-9]*$ ]] || fail 'BACKUP_KEEP must be a whole number from 1 up.'
[[ "$BACKUP_DIR" == /* ]] || BACKUP_DIR="$PWD/$BACKUP_DIR"
umask 077
mkdir -p "$BACKUP_DIR"
cd "$BACKUP_DIR"
exec 9>.backup-lock
flock --nonblock 9 || fail 'Another backup is being written into this folder.'
file="lang-nghe-$(date -u +%Y-%m-%dT%H%M%SZ).mongodb.gz"
config="$(mktemp)"

# Neither tool is given the address as an argument, where everybody on the machine would read the password.
on_member() {
  mongosh --nodb --quiet --eval "db = connect(process.env.MEMBER_URI); $1" >/dev/null
}

# Whatever happened, the member takes writes again; also after one that was killed, which could not see to that.
finish() {
  local status=$?
  rm -f "$config" lang-nghe-*.mongodb.gz.part
  on_member 'try { while (db.adminCommand({ fsyncUnlock: 1 }).lockCount > 0); }
    catch (error) { if (!/not locked/.test(error.message)) throw error; }' ||
    fail 'The member may still be locked: run db.fsyncUnlock() on it, or start it anew, before it falls too far behind.'
  exit "$status"
}
trap finish EXIT
on_member 'if (db.hello().isWritablePrimary && process.env.SOLE_MEMBER !== "yes")
    throw new Error("this member is the primary, and answers would wait for the backup");
  if (!db.getSiblingDB(process.env.DATABASE).getCollectionNames().includes("installation"))
    throw new Error("nothing of Lang Nghe is in the database " + process.env.DATABASE);
  db.adminCommand({ fsync: 1, lock: true });' || fail 'The member could not be locked; there is no backup.'

# No --oplog: it tells what was written after what, so which code was used for which form. The two collections are those that have
# to be gone in time and would outlive it in a backup (docs/privacy.md).
printf "uri: '%s'\n" "${MEMBER_URI//\'/\'\'}" >"$config"
said="$(mongodump --config="$config" --db="$DATABASE" --gzip --archive="$file.part" \
  --excludeCollection=framePeople --excludeCollection=frameKeys 2>&1)" || fail "$said"
gzip --test "$file.part"
sync "$file.part"
mv "$file.part" "$file"

printf '%s\n' lang-nghe-*.mongodb.gz | sort --reverse | tail -n "+$((keep + 1))" | xargs --no-run-if-empty rm -f
echo "$BACKUP_DIR/$file"

# To restore, into an empty database, and to check it before anybody uses it:
#   mongorestore --uri='mongodb://…' --gzip --archive=FILE --nsFrom='lang-nghe.*' --nsTo='restored.*'
#   lang-nghe verify 'mongodb://…/restored'
