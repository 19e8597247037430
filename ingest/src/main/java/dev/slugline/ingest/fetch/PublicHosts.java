package dev.slugline.ingest.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts, and none of the local network: these very addresses are connected
 * to, so a name cannot lead elsewhere between the check and the connection.
 */
final class PublicHosts implements DnsResolver {
  private final boolean allowLocal;

  PublicHosts(boolean allowLocal) {
    this.allowLocal = allowLocal;
  }

  /** A host that is not to be asked. */
  static final class LocalHostException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    LocalHostException(String host) {
      super(host + " is an address of the local network");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    if (!allowLocal && Arrays.stream(found).anyMatch(PublicHosts::isLocal)) {
      throw new LocalHostException(host);
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolve(host)[0].getCanonicalHostName();
  }

  /** Whether an address is not of the public internet: private, reserved, or leads to one of it. */
  static boolean isLocal(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      return first == 0
          || (first == 100 && second >= 64 && second < 128)
          || (first == 192 && second == 0 && bytes[2] == 0)
          || (first == 198 && (second == 18 || second == 19))
          || first >= 240;
    }
    return address instanceof Inet6Address && isLocal6(bytes, first, second);
  }

  private static boolean isLocal6(byte[] bytes, int first, int second) {
    if ((first & 0xfe) == 0xfc) {
      return true; // unique local
    }
    if (first == 0x20 && second == 0x02) {
      return isLocal4(bytes, 2); // 6to4
    }
    boolean translated = first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean compatible = first == 0 && second == 0 && bytes[2] == 0;
    return (translated || compatible) && isLocal4(bytes, 12);
  }

  private static boolean isLocal4(byte[] bytes, int from) {
    try {
      return isLocal(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
