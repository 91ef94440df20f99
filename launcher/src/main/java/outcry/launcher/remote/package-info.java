/** The commands that ask a running instance over HTTP. */
package outcry.launcher.remote;
