/** Looking at a data directory without an instance. */
package outcry.launcher.audit;
