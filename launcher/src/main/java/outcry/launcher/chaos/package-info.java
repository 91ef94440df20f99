/** {@code outcry chaos}: hurts a cluster of its own, and tells what the auditor found. */
package outcry.launcher.chaos;
