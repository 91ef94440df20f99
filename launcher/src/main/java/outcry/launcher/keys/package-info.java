/** The commands that make, list and revoke keys. */
package outcry.launcher.keys;
