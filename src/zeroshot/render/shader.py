"""The light of a picture as a fragment shader, in linear light; replaces VTK's own lighting.

Lamps are Lambertian rectangles. A point on the long axis, the nearest to the surface, stands for each, so
that a tube reads as a tube; its square distance is kept from vanishing by the lamp's own size. Balls stand
for bodies: they take away what they hide of the even fill (Iñigo Quílez, "Sphere ambient occlusion", 2006).

The software renderer pays for every operation, so powers are avoided: the curve of sRGB (IEC 61966-2-1) is
followed by polynomials of the colour and of its roots, fitted to within 0.06 of an 8-bit step.

Surfaces follow glTF 2.0, appendix B: GGX highlights of α = roughness², F0 of 0.04 or, in metals, the base
colour. Shadowing and the lamps' Fresnel are folded into 1 / (4·(l·h)²·(roughness + ½)) (Karis and Lazarov's
fit, in "Optimizing PBR for Mobile", SIGGRAPH 2015). What else would be mirrored is the fill of the cabin.
"""

from __future__ import annotations

LAMP_FLOATS = 16
BALL_FLOATS = 4
DIFFUSER_FLOATS = 4
"""How many numbers of the arrays that the shader reads belong to one lamp, one ball, one lamp's diffuser."""

COLOURS = """
vec3 zsLinear(vec3 c) {
  vec3 curve = c * (c * (c * (0.52658939 - 0.11683843 * c) + 0.56033172) + 0.02841143) + 0.00104591;
  return mix(c / 12.92, curve, step(0.04045, c));
}
vec3 zsEncoded(vec3 c) {
  vec3 root = sqrt(c), fourth = sqrt(root), eighth = sqrt(fourth);
  vec3 curve = 0.65401455 * root + 0.68864595 * fourth - 0.31841758 * eighth - 0.02019362 * c - 0.00408077;
  return mix(c * 12.92, curve, step(0.0031308, c));
}
// As film: a soft toe, straight up to the knee, then a shoulder that never reaches white.
// What is far over white keeps a part of its hue, as on film, until it burns out: the Earth through a window.
vec3 zsFilm(vec3 c) {
  const float knee = 0.50;
  c = max(c, 0.0);
  c *= c / (c + 0.015);
  vec3 over = max(c - knee, 0.0) / (1.0 - knee);
  vec3 each = min(c, knee) + (1.0 - knee) * over / (1.0 + over);
  float top = max(c.r, max(c.g, c.b));
  if (top < 1.0) return each;
  vec3 kept = (0.25 + 0.75 * c / top) * max(each.r, max(each.g, each.b));
  return mix(each, kept, 0.8 * smoothstep(1.0, 8.0, top) * (1.0 - smoothstep(25.0, 110.0, top)));
}
"""

DECLARATIONS = """
float zsHighlight(vec3 l, vec3 v, vec3 n, float alpha2) {
  vec3 h = normalize(l + v);
  float nh = max(dot(n, h), 0.0), lh = dot(l, h);
  float q = nh * nh * (alpha2 - 1.0) + 1.0;
  return alpha2 / (q * q * max(lh * lh, 0.1));
}
// How open the half-space over a surface is: 1 with nothing near.
float zsOpenness(vec3 p, vec3 n) {
  float open = 1.0;
  for (int body = 0; body < zsBodyCount; ++body) {
    vec3 away = vec3(zsBodies[4*body], zsBodies[4*body+1], zsBodies[4*body+2]) - p;
    float reach = zsBodies[4*body+3];
    if (dot(away, away) > reach * reach) continue;
    bool own = body == zsOwnBody;
    int end = 4 * %(balls)d * (body + 1);
    for (int k = 4 * %(balls)d * body; k < end; k += 4) {
      vec3 d = vec3(zsBalls[k], zsBalls[k+1], zsBalls[k+2]) - p;
      float r = zsBalls[k+3];
      float l2 = max(dot(d, d), r * r);
      // From five radii on a ball hides nothing that is seen; taken off evenly, so that no edge shows.
      float share = max(r * r / l2 - 0.04, 0.0);
      if (share <= 0.0) continue;
      // A body's own balls shade it from afar only: skin lies on its nearest ones.
      if (own) share = max(0.35 - share, 0.0) * share * 2.0;
      // Partly behind the horizon of the surface, a ball hides less and less.
      open *= 1.0 - clamp(0.25 + 0.75 * dot(n, d) * inversesqrt(l2), 0.0, 1.0) * share;
    }
  }
  return open;
}
"""

LIGHTING = """
  vec3 zsP = (zsWorldFromEye * vertexVC).xyz;
  vec3 zsN = normalize(mat3(zsWorldFromEye) * normalVCVSOutput);
  vec3 zsV = normalize(zsEye - zsP);
  vec3 zsAlbedo = zsLinear(diffuseColor);
  vec3 zsGlows = zsGlow * zsScreen;
  float zsOpacity = opacity;
  %(glow)s
  %(texture)s
  float zsOpen = zsBodyCount > 0 ? zsOpenness(zsP, zsN) : 1.0;
  vec3 zsDirect = vec3(0.0);
  vec3 zsGloss = vec3(0.0), zsToward = vec3(0.0);
  for (int i = 0; i < zsLampCount; ++i) {
    int k = 16 * i;
    vec3 centre = vec3(zsLamps[k], zsLamps[k+1], zsLamps[k+2]) - zsP;
    vec3 axis = vec3(zsLamps[k+4], zsLamps[k+5], zsLamps[k+6]);
    vec3 normal = vec3(zsLamps[k+8], zsLamps[k+9], zsLamps[k+10]);
    vec3 flux = vec3(zsLamps[k+12], zsLamps[k+13], zsLamps[k+14]);
    float halfLength = zsLamps[k+3];
    vec3 d = centre - axis * clamp(dot(centre, axis), -halfLength, halfLength);
    float d2 = max(dot(d, d), 1e-8);
    vec3 l = d * inversesqrt(d2);
    // A lamp is broad: a surface that just turns away still sees a part of it.
    float seen = max(dot(zsN, l) * 0.88 + 0.12, 0.0);
    float shines = max(-dot(normal, l), 0.0);
    if (shines * seen <= 0.0) continue;
    vec3 lux = flux * (shines * seen / (3.14159265 * (d2 + zsLamps[k+7])));
    zsDirect += lux;
    %(glint)s
  }
  %(sheen)s
  // What is close around a body hides some of the lamps too.
  zsDirect *= 0.35 + 0.65 * zsOpen;
  vec3 zsFilled = zsFill * zsOpen * (1.0 + dot(zsN, zsFillFrom));
  float zsGrazing = 1.0 - max(dot(zsN, zsV), 0.0);
  float zsRim = zsGrazing * zsGrazing * zsGrazing * zsGrazing;
  vec3 zsF0 = mix(vec3(0.04), zsAlbedo, zsMetallic);
  // A smooth edge mirrors, a rough one hardly: Schlick's rim, cut by what roughness leaves of it.
  vec3 zsMirrored = zsFilled * (zsF0 + (max(vec3(zsSmoothness), zsF0) - zsF0) * zsRim);
  vec3 zsSheen = zsF0 * zsGloss * zsGlossScale + zsMirrored;
  vec3 zsMatt = zsAlbedo * (1.0 - zsMetallic) * (zsDirect + zsFilled);
  %(blend)s
  gl_FragData[0] = vec4(zsEncoded(zsFilm(zsExposure * (zsMatt + zsSheen + zsGlows))), zsOpacity);
"""

TEXTURE = """
  vec4 zsTexel = texture(actortexture, tcoordVCVSOutput);
  vec3 zsPicture = zsLinear(zsTexel.rgb);
  zsAlbedo *= zsPicture;
  zsGlows *= zsPicture;
  zsOpacity *= zsTexel.a;
"""

GLINTS = """
    zsGloss += lux * zsHighlight(l, zsV, zsN, zsAlpha2);
"""
"""A smooth surface shows every lamp."""

SHEEN_GATHERS = """
    zsToward += l * lux.g;
"""
SHEEN = """
  float zsStrength = length(zsToward);
  if (zsStrength > 0.0) zsGloss = zsDirect * (zsStrength / max(zsDirect.g, 1e-6))
    * zsHighlight(zsToward / zsStrength, zsV, zsN, zsAlpha2);
"""
"""A rough one hardly tells them apart: one highlight from where most light comes, less the more it is spread;
half the cost."""

LAMP = """
  // The diffuser of the nearest lamp, as that lamp is switched.
  float zsNearest = 0.36;
  for (int i = 0; i < zsDiffuserCount; ++i) {
    vec3 d = vec3(zsDiffusers[4*i], zsDiffusers[4*i+1], zsDiffusers[4*i+2]) - zsP;
    float d2 = dot(d, d);
    zsGlows = d2 < zsNearest ? zsGlow * zsDiffusers[4*i+3] : zsGlows;
    zsNearest = min(zsNearest, d2);
  }
"""

GLASS = """
  // What glass mirrors is as bright as on anything else, however clear it is.
  float zsCover = clamp(zsOpacity + zsRim * zsSmoothness, 0.02, 1.0);
  zsMatt *= zsOpacity / zsCover;
  zsSheen /= zsCover;
  zsOpacity = zsCover;
"""


def replacements(
    *, is_textured: bool, is_lamp: bool, is_clear: bool, is_rough: bool, balls_per_body: int
) -> tuple[tuple[str, str], ...]:
    """Return which tags of VTK's fragment shader become what."""
    parts = {
        "glow": LAMP if is_lamp else "",
        "texture": TEXTURE if is_textured else "",
        "glint": SHEEN_GATHERS if is_rough else GLINTS,
        "sheen": SHEEN if is_rough else "",
        "blend": GLASS if is_clear else "",
    }
    return (
        ("//VTK::Normal::Dec", f"//VTK::Normal::Dec\n{COLOURS}" + DECLARATIONS % {"balls": balls_per_body}),
        ("//VTK::Light::Impl", LIGHTING % parts),
        # The texture is taken in linear light above, so VTK's own product must not happen again.
        ("//VTK::TCoord::Impl", ""),
    )
