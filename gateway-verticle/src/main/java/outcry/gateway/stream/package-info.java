/**
 * The stream of a gateway: a WebSocket on which clients subscribe to what changes. Nothing of a
 * client outlives its socket.
 */
package outcry.gateway.stream;
