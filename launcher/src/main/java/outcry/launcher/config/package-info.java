/** Reads configuration files: every field is known, of its type and in its range, or nothing is. */
package outcry.launcher.config;
