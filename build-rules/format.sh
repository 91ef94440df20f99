#!/bin/sh
# Formats every Java file with google-java-format, the version the build checks with. Called by ./outcry format.
set -eu
java_home=$1
home=$2
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
(cd "$home/build-rules" && mvn -B -q dependency:build-classpath -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test)
exports=""
for package in api code file parser tree util; do
  exports="$exports --add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
done
cd "$home"
# shellcheck disable=SC2086
git ls-files -co --exclude-standard '*.java' | xargs \
  "$java_home/bin/java" $exports -cp "$(cat "$classpath")" com.google.googlejavaformat.java.Main -i
