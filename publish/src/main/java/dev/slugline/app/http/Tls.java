package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** With what a listener proves who it is: a certificate and its key, from PEM or a keystore. */
final class Tls {
  private static final String CERTIFICATE = "http.tls.certificate";
  private static final String KEY = "http.tls.key";
  private static final String KEYSTORE = "http.tls.keystore";
  private static final String PASSWORD = "http.tls.keystore.password.file";

  /** Of a keystore in memory, which nobody else sees. */
  private static final char[] NONE = {};

  private final SluglineConfig config;
  private final List<UnfitSetting> unfit = new ArrayList<>();

  private Tls(SluglineConfig config) {
    this.config = config;
  }

  /** Null: the settings ask for none. Every message names the setting that is to be mended. */
  static SslContextFactory.@Nullable Server of(SluglineConfig config) throws UnfitSetting {
    Tls tls = new Tls(config);
    SslContextFactory.Server made = tls.make();
    if (!tls.unfit.isEmpty()) {
      throw tls.unfit.get(0);
    }
    return made;
  }

  /** All that is wrong with the settings and the files that they name. */
  static List<UnfitSetting> unfit(SluglineConfig config) {
    Tls tls = new Tls(config);
    tls.make();
    return tls.unfit;
  }

  /** Null: none is asked for, or something is unfit. */
  private SslContextFactory.@Nullable Server make() {
    boolean pem = isSet(CERTIFICATE) || isSet(KEY);
    if (isSet(KEYSTORE)) {
      if (pem) {
        unfit(
            KEYSTORE,
            "%s is set, too; set the keystore, or certificate and key, not both"
                .formatted(isSet(CERTIFICATE) ? CERTIFICATE : KEY));
      }
      return ofKeystore();
    }
    if (isSet(PASSWORD)) {
      unfit(PASSWORD, KEYSTORE + " is not set, whose password this is; set both or neither");
    }
    return pem ? ofPem() : null;
  }

  private boolean isSet(String key) {
    return !config.text(key).isEmpty();
  }

  private void unfit(String key, String what) {
    unfit.add(new UnfitSetting(key, config.text(key), what));
  }

  private SettingFile file(String key) {
    return new SettingFile(key, Path.of(config.text(key)));
  }

  private interface Reading<T> {
    T read(SettingFile file) throws UnfitSetting;
  }

  /** Null: it is not set, or unfit. */
  private <T> @Nullable T read(String key, String other, Reading<T> reading) {
    if (!isSet(key)) {
      unfit(other, key + " is not set; the two go together");
      return null;
    }
    try {
      return reading.read(file(key));
    } catch (UnfitSetting e) {
      unfit.add(e);
      return null;
    }
  }

  private SslContextFactory.@Nullable Server ofPem() {
    X509Certificate[] chain = read(CERTIFICATE, KEY, PemFiles::chain);
    PrivateKey key = read(KEY, CERTIFICATE, PemFiles::key);
    if (chain == null || key == null) {
      return null;
    }
    if (!KeyMatch.belong(key, chain[0].getPublicKey())) {
      unfit(KEY, otherKey(config.text(CERTIFICATE), chain[0]));
      return null;
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NONE);
      store.setKeyEntry("slugline", key, NONE, chain);
      return factory(store, NONE);
    } catch (GeneralSecurityException | IOException e) {
      unfit(CERTIFICATE, "it cannot be served with: " + e.getMessage());
      return null;
    }
  }

  private static String otherKey(String file, X509Certificate certificate) {
    return "this is not the private key of the certificate that comes first in "
        + file
        + " ("
        + certificate.getSubjectX500Principal()
        + "): no client could connect; set both to what was made together";
  }

  private SslContextFactory.@Nullable Server ofKeystore() {
    char[] password = NONE;
    if (isSet(PASSWORD)) {
      char[] read = read(PASSWORD, KEYSTORE, Tls::password);
      if (read == null) {
        return null;
      }
      password = read;
    }
    try {
      KeyStore store = opened(file(KEYSTORE), password);
      refuseUnlessKey(store, password);
      return factory(store, password);
    } catch (UnfitSetting e) {
      unfit.add(e);
      return null;
    }
  }

  private static char[] password(SettingFile file) throws UnfitSetting {
    List<String> lines = file.text().lines().toList();
    return lines.isEmpty() ? NONE : lines.get(0).toCharArray();
  }

  private KeyStore opened(SettingFile file, char[] password) throws UnfitSetting {
    file.bytes(); // whether it can be read at all, which a keystore says in no plain words
    try {
      return KeyStore.getInstance(file.path().toFile(), password);
    } catch (GeneralSecurityException | IOException e) {
      throw file.unfit(
          "the keystore cannot be opened: "
              + e.getMessage()
              + (isSet(PASSWORD)
                  ? " (the password is the first line of " + config.text(PASSWORD) + ")"
                  : "; " + PASSWORD + " says where its password is"),
          e);
    }
  }

  /** One that holds only whom others trust opens as well, and then no client can connect. */
  private void refuseUnlessKey(KeyStore store, char[] password) throws UnfitSetting {
    try {
      boolean any = false;
      for (String alias : Collections.list(store.aliases())) {
        Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
        Certificate certificate = store.getCertificate(alias);
        if (key instanceof PrivateKey secret && certificate != null) {
          any = true;
          if (!KeyMatch.belong(secret, certificate.getPublicKey())) {
            throw file(KEYSTORE).unfit("key and certificate of '" + alias + "' do not belong");
          }
        }
      }
      if (!any) {
        throw file(KEYSTORE).unfit("the keystore holds no certificate with its private key");
      }
    } catch (GeneralSecurityException e) {
      throw file(KEYSTORE)
          .unfit("its key cannot be read by the password of the keystore: " + e.getMessage(), e);
    }
  }

  private static SslContextFactory.Server factory(KeyStore store, char[] password) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStore(store);
    factory.setKeyStorePassword(new String(password));
    factory.setKeyManagerPassword(new String(password));
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setRenegotiationAllowed(false);
    factory.setSniRequired(false);
    return factory;
  }
}
