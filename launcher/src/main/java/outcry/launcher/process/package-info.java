/** The life of a process: waiting at the start, signals, stopping in order and in time. */
package outcry.launcher.process;
