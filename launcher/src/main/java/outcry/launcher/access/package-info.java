/** Keys on this machine: where they are kept, and the commands that make and revoke them. */
package outcry.launcher.access;
