#!/bin/sh
# Makes what no repository may hold: the database's password, the key of sessions, an authority, and a key and certificate
# for each node named.
# What is there stays. Each node gets a folder of its own, and so sees no other node's key; the authority's key stays in
# one that only this script sees.
set -eu
umask 077
owner=10001  # of the nodes' image
database=999 # of the image postgres:17
watcher=65534 # of the image prom/prometheus
authority=/secrets/authority

keep() { # SOURCE FOLDER NAME OWNER
  [ -f "$2/$3" ] && cmp -s "$1" "$2/$3" && return 0
  install -m 0400 -o "$4" -g "$4" "$1" "$2/$3"
}

[ -s "$authority/database" ] || {
  head -c 24 /dev/urandom | base64 | tr '+/' '-_' > "$authority/database.new"
  mv "$authority/database.new" "$authority/database"
}

[ -s "$authority/session" ] || {
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' > "$authority/session.new"
  mv "$authority/session.new" "$authority/session"
}

missing=""
for node in "$@"; do
  [ -f "$authority/$node.p12" ] || missing="$missing,$node"
done
[ -z "$missing" ] || /opt/outcry/outcry certificates "$authority" --nodes "${missing#,}"

keep "$authority/database" /secrets/postgres database $database
keep "$authority/ca.pem" /secrets/prometheus ca.pem $watcher
for node in "$@"; do
  keep "$authority/$node.p12" "/secrets/$node" node.p12 $owner
  keep "$authority/trust.p12" "/secrets/$node" trust.p12 $owner
  keep "$authority/ca.pem" "/secrets/$node" ca.pem $owner
  keep "$authority/password" "/secrets/$node" password $owner
  keep "$authority/session" "/secrets/$node" session $owner
  keep "$authority/database" "/secrets/$node" database $owner
  chmod 0500 "/secrets/$node"
  chown $owner:$owner "/secrets/$node"
done
