<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="collection">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3035"><gml:lowerCorner>2978335 4598441.3</gml:lowerCorner><gml:upperCorner>2994077.7 4615177.3</gml:upperCorner></gml:Envelope></gml:boundedBy>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.0">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.0.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2980276.9 4602097.5 2981178.6 4601398.9 2981913 4600612.7 2981887.4 4599394.3 2980802.5 4598880 2979743.5 4598858.7 2978754.1 4599445 2978526.7 4600632.8 2979112.8 4601711.5 2980276.9 4602097.5</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 1</ogr:name>
      <ogr:crop>rye</ogr:crop>
      <ogr:yield>0.31</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.1">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.1.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2980348.4 4607754 2981629.1 4607824.4 2982057 4606599.4 2982073.3 4605302.3 2981023.9 4604442.2 2979703.5 4604526.1 2978818.1 4605414.6 2978393.7 4606642.8 2979119.1 4607763.2 2980348.4 4607754</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>2980348.4 4606704.2 2980015.3 4606490.5 2979955 4606071 2980348.4 4605798.4 2980776 4606051.3 2980693.7 4606497.5 2980348.4 4606704.2</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 2</ogr:name>
      <ogr:crop>flax</ogr:crop>
      <ogr:yield>3.5</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.2">
      <ogr:geometryProperty><gml:MultiSurface gml:id="polygons.2.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:surfaceMember><gml:Polygon gml:id="polygons.2.geom.0"><gml:exterior><gml:LinearRing><gml:posList>2980133.5 4614167.3 2981116.8 4613428.7 2981829.2 4612555.8 2981848.8 4611266.6 2980743.5 4610580.9 2979538.4 4610621.9 2978917.8 4611555 2978335 4612574 2979169.7 4613405.5 2980133.5 4614167.3</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="polygons.2.geom.1"><gml:exterior><gml:LinearRing><gml:posList>2980133.5 4615177.3 2980479.3 4614969.2 2980354.6 4614552.5 2979935 4614583.7 2979772 4614974.3 2980133.5 4615177.3</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>Field 3</ogr:name>
      <ogr:crop>žito</ogr:crop>
      <ogr:yield>4.02</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.3">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.3.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2986490.4 4602234 2987684.6 4601727.5 2988447.4 4600649.4 2988151.1 4599345.5 2987139.8 4598520.1 2985967.5 4598867.7 2985134.9 4599521.7 2984821.2 4600598.6 2985288.9 4601736.2 2986490.4 4602234</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 4</ogr:name>
      <ogr:crop>rye</ogr:crop>
      <ogr:yield>5.6</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.4">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.4.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2986211.4 4607918.9 2987193.5 4607358.9 2987919.1 4606489.5 2987431.4 4605484 2986727.6 4604770.1 2985719.5 4604837 2984747.2 4605343.1 2984768.7 4606442.8 2984954.4 4607686.5 2986211.4 4607918.9</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>2986211.4 4606628.2 2985794.3 4606429.2 2985810.5 4605957 2986211.4 4605702.6 2986638.4 4605941.9 2986538.1 4606377 2986211.4 4606628.2</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 5</ogr:name>
      <ogr:crop>flax</ogr:crop>
      <ogr:yield>5.79</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.5">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.5.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2986267.7 4614181 2987288.7 4613560.5 2987898.8 4612631.3 2987940.2 4611378.1 2986813.2 4610845.1 2985672.7 4610709 2984579 4611368.7 2984622.3 4612633.8 2985345.9 4613442.3 2986267.7 4614181</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 6</ogr:name>
      <ogr:crop>žito</ogr:crop>
      <ogr:yield>2.03</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.6">
      <ogr:geometryProperty><gml:MultiSurface gml:id="polygons.6.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:surfaceMember><gml:Polygon gml:id="polygons.6.geom.0"><gml:exterior><gml:LinearRing><gml:posList>2992064.8 4601918.6 2993142.1 4601495 2993686.9 4600497.3 2993319.8 4599486.7 2992709 4598441.3 2991457.7 4598543.2 2990599.9 4599365.5 2990648.4 4600461 2990995.1 4601486.1 2992064.8 4601918.6</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="polygons.6.geom.1"><gml:exterior><gml:LinearRing><gml:posList>2992064.8 4603126.2 2992383.8 4602914.9 2992282.7 4602511.3 2991862.5 4602532.8 2991771.4 4602906.6 2992064.8 4603126.2</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>Field 7</ogr:name>
      <ogr:crop>rye</ogr:crop>
      <ogr:yield>0.6</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.7">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.7.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2992167.5 4607800.9 2993135.4 4607551 2993635.8 4606656.4 2993601.5 4605569.5 2992682.8 4604981.8 2991593.3 4604819.9 2990819.5 4605619.2 2990392.3 4606710.5 2990979.8 4607813 2992167.5 4607800.9</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>2992167.5 4606748 2991768.5 4606627.8 2991788.6 4606178.8 2992167.5 4605918.3 2992567.8 4606166.4 2992579.2 4606635.2 2992167.5 4606748</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 8</ogr:name>
      <ogr:crop>flax</ogr:crop>
      <ogr:yield>6.52</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:polygons gml:id="polygons.8">
      <ogr:geometryProperty><gml:Polygon gml:id="polygons.8.geom" srsName="urn:ogc:def:crs:EPSG::3035"><gml:exterior><gml:LinearRing><gml:posList>2992429.8 4613810.1 2993657.5 4613785.1 2994077.7 4612612.5 2993681.3 4611599.4 2992925.3 4610960.6 2991895.3 4610853.6 2990907.9 4611443.3 2990650 4612635.8 2991422.8 4613522 2992429.8 4613810.1</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Field 9</ogr:name>
      <ogr:crop>žito</ogr:crop>
      <ogr:yield>1.68</ogr:yield>
    </ogr:polygons>
  </gml:featureMember>
</ogr:FeatureCollection>
