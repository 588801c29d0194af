<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
  <gml:boundedBy><gml:Box srsName="EPSG:4326"><gml:coordinates>11.9157,48.5015 19.0427,51.1051</gml:coordinates></gml:Box></gml:boundedBy>
  <gml:featureMember>
    <ogr:railroads fid="railroads.0">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3038,48.6761 15.3136,48.7045 15.3133,48.7345 15.3029,48.7626 15.2982,48.7922</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>1</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.1">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8049,49.7166 17.779,49.7317 17.7557,49.7506 17.7351,49.7724 17.7213,49.799</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>2</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.2">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1694,49.7081 12.1713,49.6782 12.1674,49.6485 12.1644,49.6187 12.173,49.59</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>3</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.3">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5046,48.7623 17.5302,48.7467 17.5519,48.7259 17.5658,48.6993 17.5754,48.6709</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>4</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.4">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7285,50.8726 17.7307,50.8427 17.74,50.8142 17.7534,50.7873 17.7589,50.7578</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>5</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.5">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5135,48.9184 18.503,48.8903 18.4977,48.8608 18.4953,48.8309 18.4825,48.8038</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>6</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.6">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4166,50.6198 15.4362,50.6425 15.4597,50.6611 15.4838,50.6789 15.5045,50.7006</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>7</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.7">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1982,49.4426 13.2281,49.4405 13.2573,49.4472 13.2855,49.4574 13.3124,49.4707</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>8</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.8">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3281,50.8524 12.3022,50.8675 12.2811,50.8888 12.2643,50.9137 12.2488,50.9394</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>9</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.9">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6782,50.7199 18.6502,50.7091 18.6206,50.7044 18.5928,50.6931 18.5628,50.6927</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>10</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.10">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4042,49.8753 13.4212,49.8506 13.4319,49.8226 13.4512,49.7996 13.4733,49.7793</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>11</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.11">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0133,49.6127 16.0045,49.584 15.9888,49.5585 15.974,49.5324 15.963,49.5045</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>12</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.12">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6203,49.7456 16.5907,49.7408 16.5611,49.7361 16.5324,49.7275 16.5024,49.7273</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>13</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.13">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3912,49.2106 15.4101,49.2339 15.434,49.2521 15.4587,49.2692 15.4856,49.2826</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>14</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.14">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1736,49.223 15.1472,49.2372 15.1174,49.241 15.0887,49.2497 15.0587,49.2502</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>15</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.15">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3153,49.3807 16.3339,49.4042 16.3577,49.4224 16.3865,49.4307 16.4119,49.4466</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>16</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.16">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6702,48.7195 13.6474,48.7 13.6258,48.6792 13.5991,48.6655 13.576,48.6464</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>17</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.17">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7916,49.3174 16.7837,49.3463 16.769,49.3725 16.7456,49.3912 16.7298,49.4167</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>18</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.18">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3131,50.4494 16.3243,50.4216 16.3404,50.3963 16.3502,50.368 16.3652,50.342</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>19</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.19">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5167,50.0923 15.4868,50.0949 15.457,50.0916 15.4275,50.0972 15.3978,50.1016</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>20</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.20">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0893,48.9792 15.0708,49.0028 15.0518,49.026 15.0389,49.0531 15.0317,49.0822</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>21</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.21">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0652,50.0045 14.0391,49.9898 14.0095,49.9847 13.9801,49.9785 13.9504,49.9744</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>22</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.22">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9577,50.578 12.9876,50.576 13.0151,50.564 13.0432,50.5536 13.0687,50.5378</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>23</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.23">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.077,49.5304 12.0969,49.5529 12.1163,49.5758 12.1336,49.6003 12.1572,49.6188</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>24</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.24">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0363,49.3672 12.0536,49.3427 12.0763,49.323 12.1009,49.3058 12.1301,49.2991</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>25</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.25">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.4449,49.0738 16.4353,49.1022 16.4184,49.127 16.4112,49.1561 16.4062,49.1857</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>26</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.26">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7896,49.0703 15.76,49.0753 15.7301,49.0725 15.7004,49.0683 15.6722,49.0581</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>27</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.27">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5023,49.1158 15.5314,49.1084 15.556,49.0912 15.5725,49.0661 15.596,49.0474</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>28</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.28">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.2165,48.7634 17.2453,48.755 17.271,48.7396 17.2966,48.724 17.3253,48.7153</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>29</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.29">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2103,50.3647 16.1853,50.3481 16.1648,50.3262 16.1394,50.3103 16.1102,50.3035</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>30</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.30">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0375,50.2248 15.0106,50.2381 14.9878,50.2575 14.9636,50.2752 14.9464,50.2998</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>31</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.31">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3457,49.1065 18.3364,49.135 18.3239,49.1623 18.3074,49.1874 18.3001,49.2165</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>32</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.32">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8823,50.8853 15.8896,50.9144 15.8906,50.9444 15.9011,50.9725 15.9208,50.9952</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>33</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.33">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.688,49.3541 16.6988,49.3261 16.7076,49.2974 16.7134,49.268 16.7174,49.2383</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>34</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.34">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4773,48.7778 15.4878,48.7497 15.5026,48.7236 15.5148,48.6962 15.5274,48.669</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>35</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.35">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.2072,50.9981 17.202,50.9686 17.196,50.9392 17.1944,50.9092 17.2022,50.8802</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>36</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.36">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8329,49.8878 14.8596,49.8741 14.8895,49.8718 14.9164,49.8585 14.9428,49.8442</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>37</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.37">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2513,49.9562 18.2349,49.9311 18.2106,49.9136 18.1919,49.8902 18.1705,49.8692</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>38</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.38">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4315,49.1031 15.4143,49.1277 15.4037,49.1558 15.3852,49.1794 15.3619,49.1983</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>39</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.39">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7336,50.3237 12.7538,50.3459 12.7735,50.3685 12.7863,50.3957 12.799,50.4229</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>40</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.40">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4144,49.5636 14.4426,49.5534 14.4717,49.5462 14.4974,49.5307 14.5189,49.5098</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>41</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.41">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3206,50.123 18.3316,50.1509 18.335,50.1807 18.3369,50.2106 18.3327,50.2403</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>42</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.42">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7697,50.8118 13.7972,50.8239 13.8205,50.8427 13.8462,50.8581 13.8757,50.8637</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>43</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.43">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6188,48.654 16.635,48.6793 16.6483,48.7062 16.6552,48.7354 16.6727,48.7598</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>44</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.44">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5197,48.9425 15.5146,48.9721 15.5036,49 15.4924,49.0278 15.4925,49.0578</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>45</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.45">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3629,49.0438 18.3916,49.0526 18.4178,49.0673 18.4461,49.0773 18.4746,49.0867</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>46</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.46">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9083,48.7528 16.8849,48.7716 16.8678,48.7962 16.8567,48.8241 16.8357,48.8455</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>47</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.47">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6032,48.797 16.5979,48.8265 16.5938,48.8562 16.581,48.8833 16.5686,48.9106</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>48</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.48">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5886,49.4921 12.6145,49.5073 12.6361,49.5282 12.6566,49.5501 12.6679,49.5779</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>49</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.49">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8925,49.5455 16.8872,49.516 16.8857,49.486 16.8845,49.456 16.8784,49.4266</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>50</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.50">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8105,49.8122 17.7943,49.7869 17.788,49.7576 17.7773,49.7296 17.7708,49.7003</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>51</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.51">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4743,49.9984 18.4464,49.9875 18.4179,49.9781 18.3882,49.9739 18.3617,49.9599</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>52</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.52">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6078,50.3172 14.5804,50.3295 14.553,50.3418 14.5231,50.3443 14.4931,50.3441</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>53</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.53">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.4701,50.8924 16.4417,50.8828 16.4117,50.8813 16.3818,50.8795 16.3546,50.8669</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>54</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.54">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9864,48.9137 16.9843,48.8838 16.98,48.8541 16.9789,48.8241 16.9816,48.7942</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>55</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.55">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0666,50.3413 18.0747,50.3124 18.0915,50.2876 18.1148,50.2687 18.1354,50.2469</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>56</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.56">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.111,50.5605 17.1235,50.5878 17.1259,50.6177 17.1282,50.6476 17.1419,50.6743</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>57</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.57">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7036,48.7864 16.6741,48.7919 16.6441,48.792 16.6144,48.7961 16.5867,48.8075</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>58</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.58">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4931,50.6186 15.4877,50.6481 15.4939,50.6775 15.5005,50.7068 15.497,50.7366</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>59</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.59">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2612,49.1462 15.2312,49.1477 15.2029,49.1377 15.1735,49.1316 15.1449,49.1227</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>60</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.60">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1784,49.4018 16.1944,49.3764 16.2106,49.3512 16.2264,49.3257 16.2442,49.3016</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>61</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.61">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2476,49.7667 14.2693,49.746 14.2935,49.7283 14.321,49.7163 14.3493,49.7063</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>62</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.62">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9344,49.9257 14.9287,49.8962 14.925,49.8664 14.9193,49.8369 14.9239,49.8073</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>63</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.63">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9862,49.3713 14.0091,49.3519 14.0341,49.3354 14.0529,49.312 14.0744,49.2911</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>64</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.64">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4375,50.8586 15.4112,50.8441 15.3918,50.8212 15.3689,50.8018 15.3437,50.7855</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>65</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.65">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8036,49.6104 16.7984,49.64 16.803,49.6697 16.8097,49.6989 16.8093,49.7289</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>66</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.66">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4611,49.0711 17.4908,49.0756 17.5208,49.0744 17.55,49.0674 17.5796,49.0624</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>67</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.67">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2166,50.4121 15.2442,50.4002 15.2732,50.3925 15.3015,50.3825 15.3275,50.3675</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>68</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.68">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0625,49.3861 12.0442,49.4099 12.0293,49.436 12.0114,49.4601 11.9918,49.4829</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>69</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.69">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1201,50.1317 15.1005,50.109 15.0906,50.0807 15.0823,50.0519 15.0709,50.0242</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>70</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.70">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7708,50.3286 18.7992,50.319 18.8278,50.3098 18.8519,50.292 18.8717,50.2695</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>71</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.71">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9743,50.5019 16.9868,50.5292 16.9949,50.5581 17.01,50.584 17.03,50.6064</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>72</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.72">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7744,49.0765 17.7447,49.0721 17.7156,49.0792 17.6863,49.0857 17.6595,49.0992</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>73</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.73">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9924,49.5825 17.9741,49.5588 17.9489,49.5425 17.9221,49.529 17.8991,49.5098</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>74</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.74">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1081,48.8095 15.1378,48.8138 15.1676,48.8099 15.1962,48.801 15.2259,48.7968</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>75</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.75">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.328,49.1111 14.3518,49.0928 14.3694,49.0685 14.3802,49.0405 14.3871,49.0113</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>76</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.76">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8411,49.2599 16.8604,49.237 16.8837,49.2181 16.901,49.1936 16.9169,49.1681</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>77</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.77">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.2626,49.8522 17.2561,49.8229 17.2392,49.7981 17.2254,49.7715 17.2124,49.7444</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>78</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.78">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.2643,49.2624 17.275,49.2904 17.2897,49.3165 17.3055,49.342 17.3262,49.3637</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>79</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.79">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3932,49.3479 13.4035,49.3761 13.4183,49.4022 13.4245,49.4315 13.4375,49.4585</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>80</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.80">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0775,49.3038 15.1036,49.289 15.1301,49.2749 15.1498,49.2523 15.1601,49.2241</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>81</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.81">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8197,49.2675 15.8434,49.2859 15.8703,49.2992 15.9001,49.3027 15.9291,49.2951</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>82</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.82">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5776,49.2735 15.5655,49.246 15.552,49.2192 15.538,49.1927 15.5256,49.1654</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>83</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.83">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3325,50.7579 17.3395,50.7287 17.3406,50.6987 17.3437,50.6689 17.3468,50.6391</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>84</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.84">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8453,48.6132 18.8283,48.5885 18.8171,48.5607 18.8168,48.5307 18.81,48.5015</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>85</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.85">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5998,49.793 13.5741,49.8085 13.5561,49.8325 13.5484,49.8615 13.5376,49.8895</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>86</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.86">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9332,48.8667 14.9345,48.8367 14.9313,48.8069 14.9285,48.777 14.9344,48.7476</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>87</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.87">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3552,49.3242 12.3785,49.3431 12.3938,49.3689 12.4131,49.3918 12.4257,49.419</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>88</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.88">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0531,49.0304 14.0249,49.0408 14.0006,49.0584 13.9716,49.0663 13.942,49.0712</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>89</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.89">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5855,49.8303 14.5691,49.8554 14.5542,49.8815 14.5361,49.9054 14.5149,49.9266</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>90</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.90">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7632,50.5031 13.7771,50.4765 13.7809,50.4467 13.7958,50.4207 13.8154,50.398</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>91</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.91">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7175,49.4674 16.7067,49.4954 16.7044,49.5253 16.6947,49.5537 16.6798,49.5797</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>92</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.92">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1562,50.0356 15.1286,50.0474 15.0994,50.0543 15.0717,50.0657 15.0456,50.0805</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>93</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.93">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8065,49.0189 12.8345,49.0297 12.8633,49.038 12.8877,49.0554 12.9132,49.0712</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>94</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.94">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0463,49.4815 18.0407,49.452 18.0265,49.4256 18.0139,49.3984 17.9967,49.3738</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>95</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.95">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7226,49.6456 17.7425,49.6681 17.764,49.6891 17.7816,49.7134 17.7946,49.7404</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>96</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.96">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.157,48.7463 16.1681,48.7742 16.172,48.8039 16.1739,48.8338 16.1658,48.8627</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>97</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.97">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3393,50.6356 13.3107,50.6446 13.2811,50.6497 13.2515,50.6546 13.225,50.6686</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>98</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.98">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3084,50.738 13.2999,50.7668 13.2972,50.7967 13.301,50.8265 13.316,50.8525</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>99</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.99">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7204,49.5545 13.7329,49.5818 13.7519,49.605 13.7741,49.6252 13.8,49.6403</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>100</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.100">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6048,49.5172 18.6153,49.4891 18.6168,49.4591 18.6214,49.4295 18.6231,49.3995</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>101</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.101">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3075,49.5949 18.285,49.6147 18.258,49.6279 18.2284,49.6326 18.1988,49.6279</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>102</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.102">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6221,49.6466 13.6353,49.6197 13.6501,49.5936 13.6574,49.5645 13.6734,49.5391</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>103</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.103">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1077,50.127 14.1106,50.0971 14.118,50.068 14.1302,50.0406 14.1465,50.0154</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>104</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.104">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5955,49.5411 17.6207,49.5248 17.6476,49.5115 17.6749,49.499 17.6979,49.4798</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>105</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.105">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8812,49.2484 12.9088,49.2367 12.9342,49.2207 12.9557,49.1998 12.9831,49.1876</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>106</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.106">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6068,48.8182 12.5772,48.8232 12.5476,48.8282 12.5178,48.8247 12.4878,48.8237</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>107</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.107">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3284,48.7339 18.3136,48.7078 18.29,48.6893 18.2708,48.6662 18.2507,48.6439</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>108</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.108">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7721,50.8478 15.7779,50.8184 15.7894,50.7907 15.8045,50.7648 15.8129,50.736</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>109</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.109">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2776,49.3857 14.2714,49.4151 14.2701,49.4451 14.2663,49.4749 14.2666,49.5049</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>110</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.110">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.429,50.9018 18.4439,50.8757 18.4643,50.8537 18.4757,50.8259 18.4846,50.7972</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>111</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.111">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8729,48.7832 15.8549,48.7592 15.8295,48.7433 15.8004,48.7361 15.774,48.7218</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>112</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.112">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3244,50.7048 16.3449,50.6829 16.3571,50.6555 16.3727,50.6299 16.3945,50.6093</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>113</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.113">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7608,48.6335 15.7878,48.6467 15.8095,48.6674 15.8271,48.6917 15.8515,48.7091</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>114</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.114">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8019,48.9835 18.783,48.9602 18.7644,48.9367 18.7513,48.9097 18.7325,48.8863</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>115</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.115">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2787,50.1206 14.3069,50.1307 14.335,50.1411 14.365,50.1424 14.3937,50.1336</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>116</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.116">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9892,48.8171 15.9944,48.7876 16.0031,48.7589 16.0093,48.7296 16.0244,48.7037</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>117</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.117">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6417,49.2562 14.6684,49.2425 14.6982,49.2394 14.7258,49.2277 14.7504,49.2105</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>118</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.118">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9857,50.587 16.0127,50.5738 16.0341,50.5527 16.0515,50.5283 16.0723,50.5066</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>119</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.119">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1303,49.0291 18.1595,49.0223 18.1892,49.0267 18.2154,49.0412 18.2424,49.0542</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>120</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.120">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.05,49.7271 12.0474,49.757 12.0383,49.7856 12.0401,49.8155 12.0381,49.8454</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>121</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.121">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2781,49.9556 12.2874,49.9271 12.2908,49.8973 12.2846,49.8679 12.2831,49.8379</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>122</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.122">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7874,48.8736 12.7654,48.8532 12.7401,48.8371 12.7112,48.8289 12.6814,48.8322</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>123</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.123">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0589,50.2294 15.088,50.2367 15.1144,50.2509 15.1404,50.2658 15.17,50.2709</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>124</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.124">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3373,50.815 16.3382,50.845 16.3482,50.8733 16.3681,50.8958 16.3812,50.9228</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>125</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.125">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0745,50.6712 14.0769,50.6413 14.0741,50.6114 14.076,50.5815 14.0749,50.5515</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>126</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.126">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5608,49.0421 12.5493,49.0698 12.547,49.0997 12.5533,49.129 12.5493,49.1587</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>127</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.127">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7424,50.0795 17.7512,50.0508 17.7536,50.0209 17.7575,49.9912 17.7517,49.9618</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>128</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.128">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2282,49.4981 13.2567,49.5075 13.284,49.52 13.314,49.5216 13.3437,49.5261</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>129</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.129">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4827,50.1798 15.4893,50.2091 15.4972,50.238 15.4995,50.2679 15.5105,50.2958</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>130</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.130">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2067,49.1285 12.185,49.1492 12.157,49.16 12.1304,49.1738 12.1029,49.1858</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>131</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.131">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.906,50.975 14.8764,50.9801 14.8482,50.9904 14.8202,51.0011 14.7913,51.0092</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>132</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.132">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6472,50.4314 15.6762,50.4389 15.704,50.4502 15.734,50.4502 15.7638,50.4534</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>133</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.133">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0009,50.8956 15.9716,50.8893 15.9463,50.8732 15.9256,50.8515 15.9098,50.826</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>134</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.134">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1727,49.6068 16.1686,49.5771 16.1684,49.5471 16.1598,49.5183 16.1528,49.4891</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>135</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.135">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3214,49.3492 13.3247,49.3194 13.3356,49.2914 13.3466,49.2635 13.3608,49.2371</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>136</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.136">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0652,48.7074 16.0614,48.6776 16.0655,48.6479 16.0628,48.618 16.071,48.5891</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>137</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.137">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1745,49.2707 12.1637,49.2427 12.1599,49.2129 12.1504,49.1844 12.1312,49.1614</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>138</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.138">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4534,50.988 15.4671,51.0147 15.4874,51.0368 15.5137,51.0513 15.533,51.0742</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>139</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.139">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8075,50.0725 16.7883,50.0956 16.768,50.1177 16.7455,50.1376 16.7288,50.1625</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>140</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.140">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5001,49.0561 14.5288,49.0649 14.5588,49.0642 14.5871,49.0544 14.6114,49.0368</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>141</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.141">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5956,50.1943 18.5949,50.2243 18.5851,50.2526 18.5821,50.2825 18.5754,50.3118</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>142</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.142">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.59,49.021 15.6181,49.0105 15.648,49.0086 15.6757,48.9972 15.7007,48.9806</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>143</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.143">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2297,49.6531 12.2,49.649 12.171,49.6565 12.1415,49.6617 12.1145,49.6748</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>144</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.144">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5169,49.0449 18.5455,49.036 18.5754,49.0334 18.6052,49.0297 18.6327,49.0177</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>145</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.145">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9033,50.1933 18.8733,50.192 18.8451,50.1817 18.8173,50.1705 18.788,50.1639</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>146</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.146">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.671,49.092 15.645,49.107 15.6191,49.1222 15.5966,49.1421 15.5752,49.1631</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>147</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.147">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5006,50.6366 18.5015,50.6666 18.5018,50.6966 18.492,50.725 18.4831,50.7537</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>148</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.148">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2271,48.6789 15.2155,48.6512 15.2029,48.624 15.1854,48.5996 15.1667,48.5761</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>149</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.149">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7835,49.432 14.7997,49.4068 14.8119,49.3794 14.8322,49.3573 14.8537,49.3364</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>150</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.150">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3314,49.4247 15.3614,49.4261 15.3901,49.4173 15.4131,49.3981 15.4411,49.3874</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>151</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.151">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5795,49.606 16.6019,49.626 16.6273,49.6419 16.6464,49.665 16.6563,49.6933</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>152</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.152">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2893,50.4005 13.2597,50.3957 13.2301,50.4004 13.2003,50.3972 13.1731,50.3845</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>153</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.153">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9689,49.3124 18.9875,49.2888 19.0062,49.2654 19.0286,49.2454 19.0427,49.2189</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>154</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.154">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7532,50.6802 14.7384,50.6541 14.734,50.6244 14.7414,50.5953 14.7503,50.5667</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>155</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.155">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4726,49.1821 12.4454,49.1695 12.4166,49.1612 12.3882,49.1515 12.3591,49.1441</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>156</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.156">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9091,49.4898 14.8841,49.5063 14.8674,49.5312 14.8469,49.5531 14.8204,49.5672</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>157</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.157">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2393,50.0737 13.2606,50.0525 13.2843,50.0341 13.3019,50.0098 13.3148,49.9827</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>158</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.158">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6652,48.7575 14.6433,48.778 14.6164,48.7913 14.594,48.8113 14.5685,48.8272</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>159</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.159">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2331,50.8229 16.2349,50.793 16.2348,50.763 16.24,50.7335 16.2473,50.7044</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>160</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.160">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8387,50.8641 15.8467,50.8352 15.8604,50.8085 15.878,50.7842 15.8904,50.7569</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>161</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.161">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4211,50.7928 18.3925,50.8018 18.3627,50.8052 18.335,50.8167 18.3058,50.8236</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>162</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.162">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3434,49.1926 16.36,49.2176 16.3703,49.2458 16.3756,49.2753 16.3891,49.3021</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>163</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.163">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9609,50.0239 13.9332,50.0354 13.9078,50.0514 13.8783,50.0571 13.8509,50.0694</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>164</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.164">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3773,49.8785 12.405,49.867 12.4305,49.8512 12.4596,49.8438 12.4857,49.829</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>165</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.165">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3879,49.3841 17.3934,49.4136 17.3964,49.4434 17.401,49.473 17.399,49.5029</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>166</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.166">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6102,50.3594 14.5816,50.3504 14.5516,50.3508 14.5232,50.3604 14.4997,50.379</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>167</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.167">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8029,50.7184 16.8312,50.7083 16.8586,50.6962 16.8872,50.687 16.9172,50.6877</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>168</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.168">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.371,49.1254 15.401,49.1251 15.4297,49.1338 15.4573,49.1455 15.4859,49.1545</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>169</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.169">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0598,49.7994 18.0683,49.7706 18.0855,49.746 18.1022,49.7211 18.1255,49.7022</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>170</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.170">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8352,50.669 18.8651,50.6709 18.8951,50.6719 18.9237,50.663 18.9494,50.6475</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>171</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.171">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9527,50.8769 18.9489,50.8471 18.9358,50.8201 18.9302,50.7906 18.9208,50.7621</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>172</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.172">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2127,48.8348 15.1867,48.8497 15.1665,48.8719 15.1456,48.8934 15.1337,48.9209</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>173</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.173">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.404,50.0281 18.3741,50.026 18.345,50.0331 18.3157,50.0397 18.2876,50.0502</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>174</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.174">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9348,50.9701 17.9097,50.9865 17.8808,50.9947 17.8513,51.0001 17.8213,51.0017</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>175</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.175">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6511,49.7075 18.6244,49.6939 18.5977,49.6802 18.5704,49.6678 18.5404,49.6668</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>176</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.176">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8423,49.2743 16.8504,49.2454 16.8671,49.2205 16.8837,49.1955 16.9056,49.175</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>177</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.177">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4346,49.297 13.4265,49.3259 13.4171,49.3544 13.4061,49.3823 13.3962,49.4106</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>178</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.178">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3723,49.7491 15.3528,49.7263 15.3369,49.7008 15.3321,49.6712 15.3169,49.6453</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>179</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.179">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1854,50.0558 18.2153,50.0535 18.2453,50.0538 18.2738,50.0445 18.3021,50.0346</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>180</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.180">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7463,50.7487 18.7762,50.7509 18.8061,50.7527 18.8356,50.7579 18.8642,50.767</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>181</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.181">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2125,50.4705 16.2412,50.4792 16.2707,50.4848 16.3005,50.4882 16.3304,50.4907</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>182</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.182">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1577,50.3296 15.1877,50.3311 15.2176,50.3337 15.2465,50.3417 15.276,50.3471</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>183</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.183">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8901,48.805 16.877,48.832 16.8703,48.8612 16.8706,48.8912 16.8784,48.9202</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>184</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.184">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9585,48.8007 12.9603,48.8306 12.9632,48.8605 12.9688,48.89 12.9812,48.9173</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>185</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.185">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8455,50.4505 15.8754,50.4528 15.9053,50.4556 15.935,50.4598 15.9644,50.4658</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>186</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.186">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.848,48.8729 14.8667,48.8494 14.8844,48.8251 14.9043,48.8026 14.9183,48.7761</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>187</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.187">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1463,48.8756 18.1521,48.8462 18.1681,48.8208 18.1919,48.8026 18.2168,48.7858</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>188</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.188">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0593,48.61 13.0327,48.6238 13.0042,48.633 12.9765,48.6444 12.95,48.6585</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>189</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.189">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4882,49.7763 12.4825,49.8057 12.4697,49.8328 12.4605,49.8613 12.4422,49.8851</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>190</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.190">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5472,48.7777 12.5346,48.7505 12.5265,48.7216 12.5236,48.6917 12.5191,48.662</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>191</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.191">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3822,49.6258 15.3876,49.5963 15.3882,49.5663 15.3829,49.5368 15.3668,49.5115</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>192</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.192">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1759,50.5943 12.1666,50.6228 12.1579,50.6515 12.1461,50.6791 12.132,50.7056</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>193</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.193">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3422,50.2247 17.3498,50.1957 17.3655,50.1701 17.3871,50.1492 17.4108,50.1308</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>194</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.194">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9061,48.6803 13.8762,48.6776 13.8493,48.6643 13.8211,48.6542 13.7927,48.6444</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>195</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.195">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0726,49.2511 13.1017,49.2438 13.1309,49.237 13.1609,49.238 13.1895,49.2471</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>196</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.196">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9826,50.4085 17.9815,50.4385 17.9849,50.4683 17.9932,50.4971 17.9947,50.5271</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>197</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.197">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6559,50.0101 17.6843,50.0005 17.7088,49.9832 17.7369,49.9727 17.7665,49.9679</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>198</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.198">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1221,49.6543 18.1511,49.6619 18.1811,49.6623 18.2098,49.6537 18.2358,49.6388</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>199</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.199">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7396,49.5846 12.7285,49.6125 12.712,49.6375 12.7033,49.6662 12.6985,49.6958</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>200</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.200">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7004,50.9451 17.6837,50.97 17.6754,50.9988 17.6596,51.0243 17.6494,51.0525</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>201</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.201">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7245,50.9845 18.7545,50.9857 18.7825,50.9964 18.8047,51.0166 18.8302,51.0323</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>202</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.202">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.94,50.4109 17.9598,50.3883 17.983,50.3693 18.0107,50.3578 18.0407,50.3563</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>203</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.203">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9517,48.897 12.9357,48.8716 12.9293,48.8423 12.9211,48.8135 12.9181,48.7836</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>204</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.204">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0974,50.3341 13.0793,50.3102 13.0544,50.2934 13.0251,50.2869 12.9977,50.2746</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>205</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.205">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8903,49.037 15.9017,49.0093 15.9082,48.98 15.9173,48.9514 15.9186,48.9214</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>206</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.206">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6509,49.6991 13.6807,49.696 13.7083,49.6842 13.7375,49.6772 13.766,49.6679</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>207</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.207">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3247,49.0964 16.2971,49.0847 16.2736,49.0661 16.253,49.0443 16.2279,49.0279</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>208</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.208">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4882,49.1429 13.4829,49.1724 13.4711,49.2 13.4521,49.2232 13.4317,49.2452</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>209</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.209">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5423,50.8946 15.5535,50.9224 15.5708,50.9469 15.5798,50.9755 15.5918,51.003</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>210</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.210">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0933,48.7048 13.0811,48.7322 13.071,48.7604 13.0715,48.7904 13.0641,48.8195</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>211</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.211">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5209,50.9284 15.5358,50.9544 15.5586,50.9739 15.5785,50.9963 15.5899,51.0241</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>212</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.212">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7346,50.3765 14.7578,50.3574 14.7731,50.3316 14.7902,50.3069 14.805,50.2808</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>213</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.213">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1163,50.1217 14.1072,50.1503 14.0992,50.1792 14.0868,50.2065 14.0698,50.2312</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>214</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.214">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6521,48.652 17.6241,48.6412 17.6,48.6233 17.5764,48.6048 17.5599,48.5798</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>215</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.215">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2498,49.176 14.2249,49.1593 14.1957,49.1522 14.1707,49.1356 14.1534,49.1111</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>216</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.216">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2451,49.8775 13.2705,49.8615 13.2903,49.839 13.3145,49.8212 13.3362,49.8005</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>217</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.217">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0953,48.72 12.0898,48.7495 12.082,48.7785 12.0695,48.8058 12.0673,48.8357</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>218</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.218">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2595,50.8017 15.2482,50.7739 15.2276,50.7521 15.2009,50.7385 15.1772,50.7201</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>219</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.219">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2675,49.4599 13.2573,49.4881 13.2573,49.5181 13.2511,49.5474 13.2476,49.5772</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>220</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.220">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9753,50.7257 12.9649,50.7538 12.9537,50.7816 12.9497,50.8113 12.9568,50.8405</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>221</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.221">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0088,49.929 14.006,49.8991 13.9934,49.8719 13.9774,49.8465 13.955,49.8265</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>222</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.222">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3943,49.2528 15.4188,49.2701 15.4359,49.2948 15.4453,49.3233 15.4452,49.3533</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>223</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.223">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3771,49.0382 17.3751,49.0083 17.3653,48.9799 17.3495,48.9544 17.3278,48.9337</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>224</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.224">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4274,48.8387 18.4363,48.8673 18.4536,48.8918 18.4619,48.9206 18.4696,48.9496</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>225</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.225">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4333,48.6255 14.4555,48.6457 14.4826,48.6586 14.5059,48.6775 14.5253,48.7004</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>226</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.226">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0822,50.1415 14.1109,50.1329 14.1409,50.1317 14.1705,50.1267 14.1998,50.1201</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>227</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.227">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4287,48.8065 14.4378,48.7779 14.4421,48.7482 14.4376,48.7185 14.4288,48.6898</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>228</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.228">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6506,49.7715 13.6724,49.7509 13.6852,49.7238 13.6934,49.695 13.6972,49.6652</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>229</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.229">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9924,50.5239 18.9883,50.4942 18.9925,50.4645 18.9856,50.4353 18.9784,50.4062</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>230</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.230">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.896,50.0415 14.9214,50.0574 14.9494,50.0683 14.979,50.0729 15.0066,50.0846</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>231</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.231">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3191,50.8979 17.2993,50.9205 17.286,50.9474 17.2819,50.9771 17.2734,51.0059</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>232</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.232">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.241,49.5165 18.2463,49.487 18.2592,49.4599 18.2801,49.4384 18.2984,49.4146</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>233</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.233">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3562,50.5759 16.3643,50.6048 16.3804,50.6301 16.3904,50.6584 16.4099,50.6812</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>234</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.234">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.955,50.364 14.9349,50.3863 14.9203,50.4125 14.9055,50.4386 14.8822,50.4575</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>235</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.235">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9919,49.0829 14.9978,49.0535 15.001,49.0237 15.0036,48.9938 14.9981,48.9643</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>236</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.236">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3416,48.9038 17.3199,48.8831 17.2958,48.8652 17.2737,48.8449 17.2461,48.8332</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>237</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.237">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.242,49.7711 13.2568,49.7972 13.2668,49.8255 13.276,49.8541 13.2738,49.884</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>238</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.238">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9258,50.1578 18.8975,50.1478 18.8741,50.129 18.8496,50.1117 18.8226,50.0986</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>239</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.239">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4379,50.3698 14.4172,50.3915 14.3997,50.4158 14.3845,50.4417 14.3682,50.4669</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>240</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.240">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6421,48.8007 17.6345,48.8297 17.6215,48.8568 17.6067,48.8829 17.5959,48.9109</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>241</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.241">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4138,50.3361 13.4423,50.3268 13.4674,50.3103 13.4931,50.2948 13.5221,50.2871</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>242</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.242">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0215,50.9091 18.029,50.9382 18.0253,50.968 18.022,50.9978 18.0155,51.0271</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>243</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.243">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6944,48.6042 12.6795,48.5782 12.6593,48.556 12.6433,48.5306 12.6299,48.5037</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>244</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.244">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3792,50.1123 12.3929,50.0856 12.4067,50.059 12.413,50.0297 12.4173,50</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>245</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.245">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6825,50.9355 17.6527,50.9389 17.6232,50.9334 17.5963,50.9202 17.5668,50.9149</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>246</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.246">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0022,49.3416 17.9733,49.3335 17.9434,49.3311 17.9134,49.3294 17.8836,49.333</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>247</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.247">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8459,50.869 17.818,50.8579 17.7881,50.8552 17.7587,50.8611 17.7326,50.8759</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>248</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.248">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3366,48.981 16.3079,48.9721 16.2791,48.9638 16.2492,48.9665 16.2213,48.9776</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>249</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.249">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9058,49.0709 16.8987,49.1001 16.9023,49.1299 16.9126,49.1581 16.9269,49.1845</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>250</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.250">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.175,49.4166 18.1655,49.4451 18.1669,49.4751 18.1701,49.5049 18.1619,49.5338</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>251</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.251">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0236,48.6849 14.0407,48.7095 14.0482,48.7385 14.0652,48.7632 14.079,48.7898</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>252</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.252">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8446,48.7869 16.8559,48.7591 16.8736,48.7348 16.8832,48.7064 16.8974,48.68</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>253</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.253">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9885,50.6819 13.0088,50.6598 13.0331,50.6422 13.0526,50.6194 13.0764,50.6011</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>254</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.254">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3938,50.3328 18.3916,50.3627 18.3807,50.3906 18.3664,50.417 18.344,50.437</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>255</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.255">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4055,49.2101 17.3816,49.2282 17.3599,49.2489 17.3354,49.2663 17.3066,49.2749</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>256</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.256">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7806,50.5474 15.7611,50.5246 15.7511,50.4963 15.7437,50.4672 15.7435,50.4372</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>257</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.257">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8821,50.9452 18.8702,50.9727 18.851,50.9958 18.839,51.0233 18.8204,51.0468</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>258</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.258">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0594,48.9263 12.0367,48.9067 12.0167,48.8843 12.0013,48.8586 11.9923,48.83</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>259</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.259">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2166,48.8402 13.2458,48.8334 13.2756,48.8365 13.3025,48.8497 13.3299,48.8619</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>260</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.260">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5688,50.5175 15.5582,50.4894 15.5538,50.4597 15.5605,50.4305 15.5684,50.4015</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>261</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.261">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.585,48.6752 16.5962,48.703 16.6163,48.7252 16.6421,48.7406 16.6632,48.7619</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>262</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.262">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1192,49.2711 14.0907,49.2804 14.0614,49.287 14.0321,49.2934 14.0022,49.2958</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>263</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.263">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7288,50.0081 18.7508,50.0285 18.7634,50.0557 18.7745,50.0836 18.7785,50.1133</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>264</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.264">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1802,49.7897 12.2083,49.8003 12.2374,49.8076 12.2627,49.8238 12.2875,49.8407</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>265</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.265">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1425,48.7238 13.1596,48.7484 13.1683,48.7771 13.1653,48.807 13.151,48.8334</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>266</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.266">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0679,50.6782 12.0434,50.6956 12.022,50.7167 12.0088,50.7437 12.0043,50.7734</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>267</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.267">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2608,49.1846 13.2642,49.2144 13.2612,49.2443 13.269,49.2733 13.2777,49.302</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>268</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.268">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1328,49.4939 16.1376,49.5235 16.1494,49.5511 16.1631,49.5778 16.17,49.607</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>269</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.269">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6467,49.9803 12.6313,50.006 12.6116,50.0286 12.5945,50.0533 12.5759,50.0768</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>270</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.270">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9469,50.0964 14.9683,50.0754 14.9911,50.0559 15.018,50.0426 15.0404,50.0226</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>271</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.271">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1782,48.8778 15.1791,48.8478 15.1749,48.8181 15.1735,48.7881 15.1807,48.759</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>272</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.272">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4914,50.7977 17.4623,50.8051 17.4373,50.8217 17.4095,50.833 17.3797,50.8366</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>273</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.273">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2367,50.1715 16.2076,50.1789 16.1777,50.1808 16.1477,50.18 16.1184,50.1736</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>274</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.274">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3444,49.312 18.3711,49.3256 18.3956,49.3429 18.4219,49.3573 18.4505,49.3664</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>275</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.275">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8936,50.4332 18.8728,50.4548 18.854,50.4782 18.839,50.5042 18.8263,50.5314</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>276</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.276">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.8678,50.106 13.8586,50.0774 13.8412,50.0529 13.8227,50.0293 13.8055,50.0047</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>277</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.277">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0984,50.6619 15.0805,50.686 15.0554,50.7024 15.0264,50.71 14.997,50.7158</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>278</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.278">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3955,50.1486 18.3897,50.1192 18.3754,50.0928 18.3634,50.0653 18.3478,50.0397</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>279</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.279">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8661,49.234 15.8897,49.2525 15.909,49.2755 15.9203,49.3033 15.9337,49.3301</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>280</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.280">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4204,48.6613 17.4262,48.6319 17.4382,48.6044 17.4448,48.5751 17.4492,48.5454</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>281</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.281">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4646,49.2533 18.478,49.2801 18.4975,49.3029 18.5227,49.3192 18.5513,49.3284</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>282</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.282">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7822,49.6675 18.7686,49.6943 18.7495,49.7174 18.7265,49.7367 18.7002,49.7511</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>283</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.283">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6021,49.1008 15.6309,49.0923 15.6609,49.0934 15.6888,49.1043 15.7186,49.108</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>284</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.284">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8547,50.1435 12.8681,50.1167 12.8878,50.0941 12.903,50.0682 12.9116,50.0395</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>285</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.285">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6149,49.785 18.6274,49.7577 18.6321,49.7281 18.625,49.6989 18.6193,49.6695</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>286</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.286">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7334,49.7675 16.7457,49.7948 16.7504,49.8244 16.7629,49.8517 16.7788,49.8772</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>287</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.287">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6547,50.2916 17.6248,50.2898 17.5955,50.2961 17.5655,50.2976 17.5384,50.3105</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>288</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.288">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.423,48.6702 13.4464,48.689 13.4717,48.7051 13.493,48.7262 13.518,48.7427</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>289</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.289">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.876,50.1338 18.895,50.157 18.9168,50.1776 18.93,50.2045 18.9388,50.2332</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>290</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.290">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0249,49.9848 17.0463,50.0058 17.0618,50.0315 17.0752,50.0583 17.0911,50.0837</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>291</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.291">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6238,49.5021 18.6527,49.4941 18.6825,49.4907 18.7115,49.4831 18.736,49.4658</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>292</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.292">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9246,50.3964 18.9111,50.4232 18.8911,50.4455 18.8737,50.4699 18.8601,50.4966</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>293</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.293">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6211,49.4143 12.6044,49.4392 12.5972,49.4683 12.5978,49.4983 12.5975,49.5283</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>294</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.294">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9794,49.893 18.0094,49.8944 18.0392,49.8974 18.068,49.8889 18.0974,49.8829</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>295</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.295">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1563,49.4654 12.1273,49.4732 12.0984,49.4811 12.0688,49.4862 12.0393,49.4915</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>296</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.296">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7055,49.5145 15.7333,49.5032 15.7545,49.482 15.7811,49.468 15.8087,49.4562</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>297</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.297">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2706,50.3781 18.267,50.3483 18.2633,50.3185 18.2633,50.2885 18.2739,50.2605</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>298</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.298">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4662,49.1034 18.4843,49.0795 18.4976,49.0526 18.5137,49.0273 18.5235,48.9989</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>299</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.299">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9459,49.3521 16.916,49.3496 16.886,49.3497 16.8569,49.357 16.8282,49.3658</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>300</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.300">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6586,49.8545 18.6844,49.8698 18.7031,49.8932 18.723,49.9157 18.7378,49.9418</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>301</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.301">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2917,49.8147 16.3199,49.8045 16.3489,49.7968 16.3746,49.7813 16.4031,49.772</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>302</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.302">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9018,49.6648 17.9171,49.639 17.9307,49.6122 17.9529,49.592 17.9793,49.5778</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>303</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.303">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7332,49.5703 13.7088,49.5529 13.6796,49.5459 13.6502,49.5402 13.6246,49.5246</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>304</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.304">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2238,50.4839 15.2328,50.4553 15.2325,50.4253 15.2304,50.3954 15.2383,50.3665</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>305</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.305">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1984,50.5508 12.1746,50.5325 12.1473,50.52 12.1176,50.5155 12.09,50.5037</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>306</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.306">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2495,48.8634 16.2348,48.8372 16.228,48.808 16.2267,48.778 16.2258,48.748</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>307</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.307">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3057,49.3656 15.312,49.3363 15.3266,49.3101 15.341,49.2838 15.3449,49.2541</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>308</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.308">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3878,50.5076 14.3583,50.5024 14.3284,50.5041 14.2985,50.5065 14.2685,50.5053</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>309</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.309">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5516,49.451 15.5597,49.4221 15.5779,49.3983 15.6032,49.3822 15.6316,49.3726</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>310</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.310">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0194,48.8229 14.0489,48.8174 14.0789,48.8175 14.1066,48.8059 14.1364,48.8027</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>311</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.311">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4978,49.2211 17.5277,49.2186 17.5564,49.2099 17.5828,49.1957 17.611,49.1855</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>312</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.312">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6841,49.0682 18.6625,49.0473 18.6384,49.0294 18.6143,49.0115 18.5983,48.9861</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>313</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.313">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9591,49.417 18.9308,49.427 18.904,49.4406 18.8767,49.453 18.8501,49.4669</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>314</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.314">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2684,49.3046 12.2385,49.3017 12.2088,49.2975 12.1795,49.304 12.1496,49.3021</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>315</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.315">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1906,50.8574 13.1849,50.8279 13.1737,50.8001 13.1601,50.7733 13.1534,50.7441</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>316</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.316">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1931,50.1456 17.2174,50.1632 17.2351,50.1875 17.249,50.2141 17.2663,50.2386</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>317</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.317">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0755,49.7881 12.0818,49.8174 12.0856,49.8472 12.0823,49.877 12.0824,49.907</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>318</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.318">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6005,50.1071 12.5784,50.0869 12.5513,50.0741 12.5236,50.0625 12.5015,50.0423</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>319</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.319">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3123,50.0326 13.3414,50.0252 13.3713,50.0274 13.4013,50.026 13.4306,50.0194</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>320</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.320">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5422,50.5573 13.5211,50.536 13.5018,50.513 13.4818,50.4906 13.4655,50.4654</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>321</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.321">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6024,48.7413 16.5846,48.7654 16.5599,48.7825 16.5393,48.8043 16.5248,48.8306</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>322</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.322">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1665,48.6667 17.1464,48.689 17.1247,48.7098 17.1128,48.7373 17.1124,48.7673</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>323</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.323">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8378,50.9423 18.8639,50.9275 18.8935,50.9228 18.9222,50.9141 18.9521,50.9158</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>324</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.324">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9057,49.5583 18.8894,49.5331 18.8738,49.5075 18.8591,49.4814 18.8427,49.4563</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>325</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.325">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2883,50.4909 16.3167,50.4813 16.342,50.4652 16.3631,50.4438 16.3836,50.4219</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>326</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.326">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6639,49.6572 14.6406,49.6761 14.6185,49.6964 14.592,49.7105 14.5663,49.7259</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>327</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.327">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.789,49.4197 13.8114,49.3998 13.8247,49.3729 13.8336,49.3442 13.844,49.3161</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>328</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.328">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0044,48.8411 17.0174,48.8682 17.0387,48.8893 17.0524,48.916 17.0692,48.9409</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>329</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.329">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9283,50.8887 12.9183,50.8604 12.9031,50.8346 12.8953,50.8056 12.8926,50.7757</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>330</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.330">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3373,50.5898 15.3197,50.6141 15.3034,50.6393 15.2926,50.6673 15.2928,50.6973</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>331</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.331">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2347,49.7353 14.2048,49.7333 14.175,49.7298 14.1462,49.7382 14.1162,49.7372</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>332</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.332">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1065,50.1356 13.132,50.1513 13.1508,50.1747 13.1643,50.2015 13.1718,50.2305</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>333</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.333">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3647,49.4242 12.3947,49.4254 12.4241,49.4312 12.4495,49.4472 12.4762,49.461</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>334</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.334">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.978,49.0131 15.9896,49.0407 15.9957,49.0701 15.9924,49.0999 15.9997,49.129</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>335</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.335">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2903,50.1973 12.2742,50.172 12.2656,50.1433 12.267,50.1133 12.2712,50.0836</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>336</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.336">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0267,50.4093 13.0542,50.3974 13.0773,50.3783 13.1025,50.3621 13.1265,50.3441</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>337</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.337">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4865,49.2241 17.5164,49.2262 17.5437,49.2386 17.5731,49.2447 17.599,49.2599</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>338</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.338">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9243,49.7135 13.9543,49.7138 13.9833,49.7214 14.011,49.7329 14.0406,49.7379</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>339</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.339">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1185,50.3512 18.1475,50.3589 18.1715,50.3769 18.1976,50.3916 18.2251,50.4035</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>340</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.340">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1267,49.0672 16.1375,49.0392 16.139,49.0092 16.1362,48.9793 16.1329,48.9495</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>341</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.341">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2296,49.8527 14.202,49.8644 14.1769,49.8808 14.1598,49.9054 14.14,49.9279</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>342</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.342">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0614,50.3146 14.0897,50.3245 14.1186,50.3325 14.1456,50.3455 14.1704,50.3624</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>343</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.343">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9285,50.9801 17.954,50.9959 17.9736,51.0186 17.9969,51.0375 18.0159,51.0607</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>344</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.344">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3151,50.3519 15.3292,50.3254 15.3431,50.2988 15.3632,50.2766 15.3853,50.2563</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>345</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.345">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5768,49.7121 13.6066,49.7088 13.6364,49.7125 13.6661,49.7165 13.693,49.7298</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>346</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.346">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8212,50.8777 14.8437,50.8579 14.869,50.8417 14.8937,50.8246 14.9118,50.8007</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>347</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.347">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9766,49.3047 16.003,49.319 16.0311,49.3295 16.0589,49.3409 16.0881,49.348</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>348</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.348">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0473,48.9431 18.0235,48.9613 18.0021,48.9823 17.9818,49.0044 17.9554,49.0187</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>349</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.349">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5578,50.8415 16.5701,50.8142 16.5804,50.786 16.5938,50.7592 16.6163,50.7394</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>350</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.350">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1827,49.1015 15.1692,49.1283 15.1658,49.1581 15.1608,49.1877 15.1552,49.2172</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>351</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.351">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5658,50.9831 13.5459,50.9607 13.5338,50.9333 13.5257,50.9044 13.5188,50.8752</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>352</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.352">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3257,49.1586 18.354,49.1488 18.3765,49.129 18.4024,49.1139 18.4319,49.1085</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>353</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.353">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.249,49.3177 14.2636,49.2915 14.2852,49.2706 14.2991,49.244 14.3037,49.2144</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>354</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.354">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6715,49.9223 14.6755,49.952 14.6842,49.9807 14.6811,50.0105 14.6783,50.0404</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>355</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.355">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0462,50.9108 16.0289,50.9353 16.0036,50.9514 15.9859,50.9756 15.9612,50.9926</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>356</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.356">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6994,50.5532 17.6707,50.562 17.645,50.5775 17.6185,50.5915 17.5902,50.6016</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>357</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.357">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.774,49.6552 15.7757,49.6252 15.7835,49.5962 15.7876,49.5665 15.7898,49.5366</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>358</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.358">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3603,48.7138 13.3375,48.6942 13.3149,48.6745 13.3011,48.6479 13.298,48.6181</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>359</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.359">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8146,50.0211 18.7854,50.0144 18.7594,49.9995 18.7359,49.9809 18.7182,49.9567</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>360</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.360">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2645,50.3193 18.2718,50.2902 18.2876,50.2647 18.2928,50.2351 18.3004,50.2061</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>361</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.361">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.303,50.4058 13.3304,50.3936 13.3577,50.3811 13.3858,50.3707 13.4093,50.3521</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>362</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.362">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8687,50.4872 18.8981,50.4932 18.9279,50.4898 18.9569,50.4974 18.9864,50.5029</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>363</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.363">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3147,50.4843 14.3175,50.5142 14.318,50.5442 14.3182,50.5742 14.3147,50.604</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>364</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.364">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.664,50.4871 15.6862,50.5072 15.7095,50.5261 15.7335,50.5442 15.7555,50.5646</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>365</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.365">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0531,48.9588 17.0479,48.9883 17.0478,49.0183 17.0392,49.0471 17.0371,49.077</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>366</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.366">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.363,50.6912 18.3749,50.6637 18.3942,50.6407 18.4171,50.6213 18.4428,50.6058</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>367</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.367">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0371,50.9088 13.0502,50.8818 13.0535,50.852 13.0477,50.8226 13.0464,50.7926</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>368</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.368">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0876,50.7239 13.1096,50.7035 13.1316,50.6831 13.1537,50.6628 13.1684,50.6367</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>369</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.369">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2884,48.7411 13.2609,48.7291 13.2314,48.7235 13.205,48.7093 13.1832,48.6886</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>370</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.370">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5564,49.6121 13.5478,49.5833 13.5475,49.5533 13.5411,49.524 13.5273,49.4974</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>371</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.371">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5193,48.7401 15.5239,48.7105 15.5172,48.6813 15.5203,48.6515 15.5163,48.6218</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>372</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.372">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2721,50.7348 14.2598,50.7075 14.2395,50.6854 14.2128,50.6718 14.1911,50.651</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>373</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.373">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3199,49.6171 13.3123,49.6461 13.3124,49.6761 13.3197,49.7052 13.3172,49.7351</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>374</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.374">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7091,49.9736 13.7272,49.9496 13.7448,49.9253 13.7681,49.9064 13.7932,49.89</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>375</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.375">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3457,49.8612 12.3377,49.8901 12.3413,49.9199 12.3554,49.9464 12.3711,49.972</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>376</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.376">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.501,50.2622 16.5178,50.287 16.5338,50.3124 16.5542,50.3344 16.5795,50.3505</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>377</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.377">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5052,50.2886 18.5137,50.2598 18.5304,50.2349 18.5381,50.2059 18.5437,50.1764</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>378</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.378">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6281,49.7369 14.639,49.7648 14.6502,49.7926 14.6712,49.814 14.6952,49.832</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>379</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.379">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1475,49.3929 12.1735,49.3779 12.1984,49.3611 12.2222,49.3428 12.2463,49.325</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>380</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.380">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6049,49.0862 17.5803,49.069 17.5555,49.0522 17.5319,49.0337 17.5125,49.0108</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>381</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.381">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2492,50.695 13.2292,50.6726 13.2167,50.6453 13.2066,50.6171 13.1907,50.5916</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>382</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.382">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6673,49.3008 12.679,49.3284 12.6802,49.3584 12.6793,49.3884 12.6683,49.4163</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>383</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.383">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6027,50.8931 13.6187,50.9184 13.636,50.9429 13.648,50.9704 13.6571,50.999</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>384</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.384">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9609,49.4241 15.9898,49.4159 16.0198,49.4173 16.0493,49.423 16.0767,49.4353</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>385</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.385">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0032,49.613 13.974,49.6199 13.9446,49.626 13.9149,49.6302 13.8868,49.6406</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>386</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.386">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7275,49.1015 18.7117,49.127 18.7013,49.1551 18.6875,49.1817 18.671,49.2068</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>387</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.387">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4364,49.5576 12.4347,49.5876 12.4418,49.6167 12.4492,49.6458 12.4492,49.6758</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>388</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.388">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4933,48.731 17.468,48.7148 17.439,48.7071 17.4101,48.6989 17.3853,48.6821</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>389</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.389">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2657,49.4572 13.2497,49.4318 13.226,49.4134 13.2038,49.3932 13.1775,49.3787</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>390</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.390">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2562,49.6127 16.2291,49.6256 16.2071,49.646 16.1844,49.6656 16.1708,49.6923</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>391</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.391">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4203,49.0194 15.4348,49.0457 15.4522,49.0701 15.4625,49.0983 15.4808,49.1221</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>392</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.392">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6732,49.2993 14.649,49.317 14.6217,49.3295 14.5965,49.3458 14.5763,49.368</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>393</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.393">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5821,49.0793 14.6091,49.0923 14.6361,49.1053 14.656,49.1278 14.6672,49.1556</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>394</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.394">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.248,48.9457 17.2237,48.9633 17.1979,48.9787 17.1689,48.9863 17.143,49.0014</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>395</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.395">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3734,49.3491 12.3846,49.3769 12.3887,49.4066 12.3859,49.4365 12.3825,49.4663</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>396</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.396">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5185,48.6591 14.5456,48.6462 14.5749,48.6396 14.6045,48.6349 14.6317,48.6223</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>397</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.397">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5444,50.9686 18.5215,50.988 18.4958,51.0035 18.4665,51.01 18.4408,51.0254</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>398</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.398">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2442,50.0491 13.2266,50.0734 13.2176,50.102 13.2095,50.1309 13.1999,50.1593</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>399</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.399">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.161,49.4549 18.1774,49.4298 18.1831,49.4004 18.1791,49.3707 18.1864,49.3416</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>400</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.400">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.594,49.1778 17.5911,49.2077 17.5883,49.2376 17.5964,49.2665 17.5969,49.2965</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>401</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.401">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7917,49.2521 15.8091,49.2765 15.8293,49.2987 15.8541,49.3156 15.8803,49.3302</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>402</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.402">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3332,48.7093 17.3401,48.6801 17.3421,48.6502 17.3441,48.6203 17.339,48.5907</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>403</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.403">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6957,49.4822 16.7158,49.4599 16.7327,49.4351 16.7448,49.4076 16.7536,49.3789</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>404</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.404">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0114,50.8603 17.994,50.8359 17.977,50.8112 17.9647,50.7838 17.9553,50.7553</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>405</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.405">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.01,48.8942 15.0325,48.914 15.0462,48.9407 15.059,48.9679 15.0735,48.9942</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>406</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.406">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.15,50.3499 15.1712,50.3711 15.1965,50.3872 15.2232,50.4008 15.25,50.4142</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>407</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.407">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9369,50.8143 16.9404,50.8441 16.9335,50.8733 16.9245,50.9019 16.9151,50.9304</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>408</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.408">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4293,48.9493 17.3994,48.9516 17.3698,48.9467 17.3436,48.9321 17.3169,48.9184</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>409</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.409">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9319,48.8965 14.9089,48.9158 14.881,48.9269 14.8549,48.9416 14.8263,48.9507</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>410</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.410">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.8766,50.8322 13.8878,50.86 13.904,50.8853 13.9146,50.9134 13.9296,50.9394</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>411</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.411">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8908,48.8718 17.9207,48.8698 17.9501,48.8757 17.9799,48.8723 18.0085,48.8631</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>412</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.412">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0532,50.7246 18.0242,50.7321 17.9946,50.7369 17.967,50.7487 17.9381,50.7566</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>413</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.413">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3373,49.4986 18.3289,49.5274 18.3248,49.5571 18.3148,49.5854 18.2959,49.6087</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>414</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.414">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.242,50.8549 14.2711,50.8475 14.2965,50.8315 14.3228,50.8171 14.3525,50.8131</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>415</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.415">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6105,49.9127 15.582,49.9035 15.5572,49.8866 15.5345,49.867 15.5093,49.8508</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>416</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.416">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6353,49.1038 15.6292,49.1332 15.6213,49.1621 15.6172,49.1918 15.6235,49.2211</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>417</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.417">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0525,49.7772 18.0825,49.7782 18.1119,49.7723 18.1419,49.7725 18.1718,49.7707</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>418</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.418">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5219,48.7542 17.4955,48.7399 17.4727,48.7204 17.4444,48.7105 17.4147,48.7065</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>419</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.419">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1959,49.4327 17.1666,49.4261 17.1386,49.4154 17.1134,49.3991 17.0873,49.3844</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>420</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.420">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4749,49.0417 13.5038,49.0336 13.5333,49.0281 13.5625,49.0212 13.5924,49.0238</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>421</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.421">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.951,50.0468 17.9257,50.0629 17.9014,50.0805 17.8849,50.1055 17.8657,50.1285</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>422</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.422">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5389,50.1039 18.5143,50.0868 18.4909,50.0681 18.4689,50.0477 18.4453,50.0292</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>423</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.423">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7939,48.9648 12.768,48.9799 12.7393,48.9886 12.7093,48.99 12.6804,48.9981</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>424</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.424">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.418,50.731 15.4415,50.7124 15.4703,50.704 15.5003,50.7041 15.5289,50.7131</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>425</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.425">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9532,49.4591 18.9748,49.4799 18.9945,49.5026 19.0203,49.518 19.0381,49.5422</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>426</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.426">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6626,50.9153 12.6466,50.9407 12.636,50.9687 12.6156,50.9907 12.6034,51.0181</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>427</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.427">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5982,48.8797 17.5759,48.8998 17.5534,48.9197 17.5258,48.9315 17.5002,48.9472</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>428</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.428">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8575,49.6015 18.8517,49.6309 18.851,49.6609 18.8577,49.6901 18.872,49.7165</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>429</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.429">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0261,50.8036 11.9964,50.8081 11.9682,50.8184 11.9438,50.8358 11.9157,50.8464</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>430</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.430">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8092,49.6369 16.8188,49.6085 16.8341,49.5827 16.8429,49.554 16.8508,49.5251</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>431</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.431">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8495,50.7854 15.8198,50.7898 15.7907,50.7825 15.7655,50.7662 15.7378,50.7546</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>432</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.432">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7333,50.7208 14.7629,50.7157 14.7921,50.709 14.8202,50.6984 14.847,50.685</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>433</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.433">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1839,50.907 13.1598,50.9249 13.1337,50.9396 13.1111,50.9593 13.0901,50.9808</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>434</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.434">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4421,49.5551 13.4426,49.5251 13.4419,49.4951 13.4415,49.4651 13.432,49.4366</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>435</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.435">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8352,50.3277 16.844,50.3564 16.8592,50.3822 16.875,50.4077 16.8881,50.4347</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>436</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.436">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5321,49.5938 15.5276,49.5641 15.5273,49.5341 15.5249,49.5042 15.5242,49.4742</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>437</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.437">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4874,50.2338 14.4953,50.2049 14.5134,50.1809 14.5234,50.1526 14.5432,50.1301</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>438</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.438">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5715,49.1936 13.5505,49.1721 13.5391,49.1443 13.5265,49.1171 13.5057,49.0955</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>439</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.439">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8897,49.1895 12.8967,49.1603 12.9139,49.1357 12.9201,49.1064 12.9338,49.0797</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>440</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.440">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2875,48.9631 13.2614,48.9482 13.2364,48.9316 13.217,48.9087 13.1939,48.8896</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>441</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.441">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0443,50.4858 12.0486,50.4561 12.0451,50.4263 12.0372,50.3974 12.0353,50.3675</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>442</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.442">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7542,49.5136 14.7345,49.491 14.7121,49.471 14.6948,49.4465 14.6854,49.418</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>443</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.443">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3941,50.2915 14.3834,50.3195 14.3645,50.3428 14.3427,50.3634 14.3242,50.387</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>444</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.444">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5798,49.2085 14.6,49.1863 14.6115,49.1586 14.619,49.1296 14.6259,49.1004</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>445</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.445">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0095,49.8024 12.9815,49.7917 12.9515,49.7916 12.9227,49.7999 12.8927,49.7992</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>446</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.446">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0942,49.1138 15.0648,49.1081 15.0381,49.0945 15.0124,49.079 14.9859,49.065</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>447</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.447">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7766,50.5918 14.7487,50.5808 14.7205,50.5706 14.6916,50.5627 14.6624,50.556</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>448</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.448">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5365,50.7477 12.5477,50.7199 12.5555,50.6909 12.5694,50.6643 12.5851,50.6387</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>449</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.449">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5844,49.9603 14.6101,49.9758 14.6386,49.9853 14.6654,49.9988 14.6927,50.0113</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>450</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.450">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2423,49.0306 13.2577,49.0049 13.2653,48.9759 13.2657,48.9459 13.2579,48.9169</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>451</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.451">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5122,50.686 18.5225,50.6578 18.5422,50.6352 18.5682,50.6202 18.595,50.6067</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>452</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.452">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8316,49.2354 14.821,49.2635 14.8004,49.2853 14.7815,49.3086 14.7629,49.3321</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>453</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.453">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0174,49.174 18.0199,49.1441 18.0142,49.1146 18.0146,49.0846 18.0159,49.0546</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>454</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.454">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3961,50.3375 15.4169,50.3159 15.4321,50.2901 15.4404,50.2613 15.4576,50.2367</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>455</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.455">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1227,50.0072 13.1391,50.0323 13.1557,50.0573 13.1687,50.0843 13.1712,50.1142</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>456</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.456">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6864,49.9644 15.7159,49.9697 15.7423,49.9839 15.7664,50.0018 15.7902,50.0201</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>457</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.457">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6038,49.2954 14.6203,49.2703 14.6287,49.2415 14.6471,49.2178 14.6578,49.1898</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>458</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.458">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3,49.3459 14.297,49.316 14.2901,49.2868 14.2812,49.2581 14.262,49.2351</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>459</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.459">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1768,49.226 18.1679,49.1974 18.1489,49.1742 18.1383,49.1461 18.1358,49.1162</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>460</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.460">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8686,48.6644 16.8807,48.6919 16.8979,48.7165 16.9177,48.739 16.9382,48.7609</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>461</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.461">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6858,48.6137 13.7001,48.6401 13.7194,48.663 13.7348,48.6887 13.7558,48.7101</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>462</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.462">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.2455,49.6045 17.2551,49.5761 17.2567,49.5461 17.2466,49.5179 17.2301,49.4928</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>463</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.463">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2902,50.2505 15.2671,50.2314 15.2413,50.216 15.2172,50.1981 15.1921,50.1816</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>464</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.464">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6932,50.7031 13.7161,50.6837 13.7408,50.6666 13.7645,50.6482 13.789,50.631</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>465</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.465">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6524,49.0558 14.6242,49.0661 14.5964,49.0775 14.5741,49.0976 14.5493,49.1144</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>466</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.466">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0708,49.8995 18.0689,49.8696 18.0702,49.8396 18.0677,49.8097 18.0705,49.7798</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>467</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.467">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1253,49.0264 18.0999,49.0423 18.0704,49.0479 18.0406,49.0514 18.011,49.0467</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>468</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.468">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0218,49.4853 16.0064,49.4595 15.9993,49.4304 15.9847,49.4042 15.9703,49.3779</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>469</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.469">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9395,48.9862 13.9682,48.9774 13.9969,48.9687 14.0268,48.9713 14.0568,48.9717</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>470</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.470">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1611,49.0546 18.1625,49.0846 18.1743,49.1122 18.1946,49.1343 18.2192,49.1515</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>471</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.471">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3914,49.9366 16.3855,49.9072 16.3775,49.8783 16.3657,49.8507 16.3475,49.8269</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>472</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.472">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.263,50.4536 13.2496,50.4805 13.2429,50.5097 13.2457,50.5396 13.2498,50.5693</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>473</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.473">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.03,50.4065 12.0216,50.3777 12.0029,50.3543 11.9776,50.3381 11.9494,50.3279</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>474</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.474">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4484,50.731 12.4224,50.746 12.4039,50.7696 12.393,50.7975 12.3749,50.8215</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>475</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.475">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8448,49.0019 17.8148,49.0014 17.7866,48.991 17.7567,48.989 17.7268,48.9866</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>476</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.476">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3723,49.4879 16.3458,49.4738 16.3164,49.4678 16.2868,49.4727 16.2575,49.4662</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>477</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.477">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4534,49.3563 13.4256,49.345 13.3969,49.3364 13.3715,49.3204 13.3524,49.2972</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>478</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.478">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4115,49.0276 17.3819,49.0226 17.3522,49.0181 17.3236,49.009 17.2936,49.0083</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>479</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.479">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2887,50.6804 13.3014,50.6532 13.3156,50.6267 13.3205,50.5971 13.3328,50.5697</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>480</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.480">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8519,49.7058 15.8252,49.7195 15.7981,49.7324 15.7772,49.754 15.763,49.7805</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>481</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.481">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7864,50.3123 12.8034,50.2876 12.827,50.269 12.8493,50.2489 12.8655,50.2236</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>482</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.482">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0762,50.0805 15.1062,50.0792 15.136,50.0829 15.1658,50.0795 15.1936,50.0683</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>483</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.483">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5728,48.6676 18.5869,48.6411 18.5959,48.6125 18.5933,48.5826 18.5805,48.5555</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>484</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.484">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7511,49.4621 16.7269,49.4798 16.7015,49.4958 16.6766,49.5125 16.652,49.5296</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>485</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.485">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6523,49.3889 15.6287,49.3704 15.6061,49.3507 15.5886,49.3264 15.5751,49.2996</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>486</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.486">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0151,50.4634 16.0119,50.4932 16.0134,50.5232 16.0177,50.5529 16.0249,50.582</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>487</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.487">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5942,49.8966 18.5692,49.9131 18.5412,49.9239 18.5134,49.9351 18.4899,49.9538</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>488</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.488">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6659,49.5495 17.6545,49.5218 17.6499,49.4921 17.6542,49.4624 17.6679,49.4357</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>489</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.489">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7214,48.738 17.7513,48.7359 17.7808,48.7306 17.8108,48.7294 17.8392,48.7197</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>490</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.490">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3478,49.1877 17.3184,49.1937 17.2915,49.207 17.2684,49.2261 17.2422,49.2407</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>491</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.491">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2966,50.5381 16.3013,50.5085 16.3093,50.4796 16.3254,50.4543 16.349,50.4358</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>492</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.492">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7393,50.7978 17.7583,50.821 17.7848,50.8351 17.8142,50.8411 17.8406,50.8554</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>493</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.493">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7108,49.3489 18.7145,49.3787 18.7064,49.4076 18.6966,49.436 18.6971,49.466</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>494</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.494">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7406,50.1019 16.7214,50.125 16.7003,50.1463 16.6733,50.1594 16.6453,50.1703</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>495</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.495">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6705,50.4001 18.6915,50.4215 18.716,50.4389 18.7428,50.4523 18.7719,50.4596</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>496</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.496">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6611,49.2745 16.6642,49.2447 16.6646,49.2147 16.6627,49.1848 16.654,49.1561</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>497</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.497">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3848,48.6485 15.3927,48.6196 15.3897,48.5898 15.3924,48.5599 15.3837,48.5312</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>498</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.498">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4068,49.8924 12.3852,49.9132 12.37,49.9391 12.3649,49.9687 12.3522,49.9959</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>499</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.499">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7534,50.5283 15.7319,50.5493 15.7048,50.5622 15.6762,50.5711 15.6462,50.5727</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>500</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.500">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6679,50.6847 14.6503,50.709 14.634,50.7342 14.6277,50.7635 14.6272,50.7935</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>501</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.501">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.554,50.1011 15.5243,50.105 15.4947,50.0999 15.4648,50.1022 15.4349,50.1042</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>502</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.502">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1064,50.0829 17.125,50.0594 17.1479,50.04 17.1683,50.018 17.1923,50</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>503</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.503">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6297,50.8058 15.659,50.8123 15.6877,50.821 15.7153,50.8328 15.7437,50.8424</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>504</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.504">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5434,48.7708 12.514,48.7768 12.4845,48.7716 12.4565,48.7608 12.4315,48.7442</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>505</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.505">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0764,48.8086 17.1036,48.8212 17.1282,48.8384 17.1492,48.8599 17.1609,48.8875</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>506</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.506">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1467,49.8346 16.1209,49.8498 16.0938,49.8626 16.0641,49.8666 16.038,49.8814</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>507</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.507">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.4305,49.9532 16.4161,49.9795 16.408,50.0084 16.3974,50.0365 16.383,50.0628</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>508</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.508">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.618,49.3128 18.6008,49.3374 18.5911,49.3658 18.5835,49.3948 18.5654,49.4187</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>509</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.509">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8565,50.7104 14.8669,50.6823 14.8803,50.6555 14.9015,50.6343 14.9271,50.6187</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>510</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.510">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3813,50.7462 16.4103,50.7387 16.438,50.7271 16.468,50.726 16.4966,50.7349</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>511</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.511">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3341,50.3285 13.3178,50.3537 13.302,50.3792 13.2809,50.4005 13.2645,50.4256</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>512</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.512">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7691,50.9281 13.791,50.9076 13.8121,50.8863 13.8283,50.8611 13.8462,50.837</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>513</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.513">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.846,50.9832 14.8527,50.9539 14.8589,50.9246 14.854,50.895 14.8457,50.8662</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>514</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.514">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.211,49.654 18.1826,49.6444 18.1569,49.6289 18.1278,49.6217 18.0979,49.6244</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>515</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.515">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5653,50.7274 12.5635,50.6975 12.5719,50.6687 12.571,50.6387 12.575,50.609</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>516</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.516">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4207,49.8718 14.4506,49.8699 14.4805,49.8726 14.5096,49.8797 14.5374,49.891</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>517</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.517">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0432,50.8415 13.056,50.8144 13.0779,50.7939 13.0943,50.7688 13.1184,50.751</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>518</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.518">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5836,50.6317 15.5545,50.6245 15.5245,50.6249 15.4952,50.6313 15.4654,50.635</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>519</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.519">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3961,48.783 17.381,48.7571 17.3756,48.7276 17.3657,48.6993 17.3577,48.6704</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>520</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.520">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5441,49.6363 16.5234,49.6146 16.4959,49.6025 16.4682,49.5909 16.4452,49.5716</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>521</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.521">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.4934,50.3371 16.4808,50.3643 16.4655,50.3901 16.4552,50.4183 16.438,50.4429</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>522</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.522">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9934,50.5905 17.0079,50.6168 17.0299,50.6372 17.053,50.6563 17.0812,50.6665</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>523</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.523">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1451,50.5659 14.1261,50.5891 14.1039,50.6092 14.0769,50.6222 14.0514,50.6381</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>524</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.524">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.657,48.9516 16.6497,48.9807 16.6345,49.0066 16.6173,49.0312 16.6065,49.0592</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>525</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.525">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2888,50.7593 15.2596,50.7523 15.2332,50.738 15.2117,50.7171 15.1859,50.7018</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>526</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.526">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4819,48.8792 17.5053,48.8979 17.5299,48.915 17.5591,48.9219 17.5885,48.928</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>527</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.527">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1779,48.9842 14.1611,48.9593 14.1391,48.9389 14.1111,48.9282 14.0829,48.9178</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>528</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.528">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8244,48.9852 18.8044,49.0075 18.7939,49.0356 18.7878,49.065 18.7905,49.0949</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>529</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.529">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5685,49.8351 17.5546,49.8617 17.5359,49.8852 17.5209,49.9112 17.5111,49.9396</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>530</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.530">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6374,49.684 12.6107,49.6977 12.5861,49.7149 12.5591,49.728 12.535,49.7459</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>531</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.531">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9071,50.1836 18.9369,50.1805 18.9662,50.1742 18.9962,50.1752 19.0261,50.1724</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>532</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.532">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.658,50.9421 13.6289,50.9348 13.601,50.9238 13.5711,50.9214 13.5416,50.9161</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>533</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.533">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5183,48.9287 14.5169,48.9587 14.5181,48.9887 14.5116,49.018 14.5146,49.0479</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>534</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.534">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5949,50.0286 12.6194,50.0458 12.6454,50.0607 12.6732,50.0719 12.7019,50.0807</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>535</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.535">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7919,49.547 12.7719,49.5694 12.7469,49.586 12.7174,49.5917 12.6894,49.6024</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>536</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.536">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3162,48.8647 13.3204,48.835 13.3173,48.8052 13.3222,48.7756 13.3169,48.7461</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>537</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.537">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.371,50.6421 15.341,50.6432 15.3111,50.6413 15.2813,50.6443 15.2516,50.64</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>538</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.538">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0365,49.3742 14.0345,49.4041 14.034,49.4341 14.0432,49.4626 14.0584,49.4884</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>539</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.539">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3387,50.8952 12.3482,50.8667 12.348,50.8367 12.3391,50.808 12.3325,50.7787</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>540</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.540">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5046,48.8331 16.5162,48.8608 16.5298,48.8876 16.5437,48.9142 16.5611,48.9386</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>541</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.541">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.4063,49.2146 12.4193,49.2416 12.4399,49.2634 12.4622,49.2834 12.4862,49.3014</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>542</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.542">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1911,49.6196 14.1654,49.6041 14.1423,49.585 14.118,49.5674 14.0948,49.5484</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>543</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.543">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1004,49.6861 17.1304,49.6876 17.1603,49.6894 17.1902,49.692 17.22,49.6956</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>544</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.544">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4755,49.7646 15.5032,49.7761 15.5317,49.7855 15.5609,49.7924 15.5887,49.8036</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>545</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.545">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9507,49.723 15.9767,49.708 16.0008,49.6901 16.026,49.6739 16.0547,49.6651</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>546</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.546">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8343,50.3011 17.8169,50.2766 17.8023,50.2504 17.7789,50.2316 17.7594,50.2088</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>547</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.547">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6771,49.8155 16.7059,49.8238 16.7358,49.8263 16.7657,49.8234 16.7949,49.8164</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>548</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.548">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.028,50.6144 17.0533,50.6305 17.0769,50.6491 17.1048,50.6601 17.1276,50.6796</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>549</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.549">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3776,48.8817 12.393,48.9075 12.4045,48.9352 12.4248,48.9573 12.4512,48.9716</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>550</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.550">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2889,50.9923 16.2768,51.0198 16.2727,51.0495 16.2607,51.077 16.2503,51.1051</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>551</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.551">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.7157,49.2165 18.744,49.2065 18.7703,49.192 18.7925,49.1718 18.8072,49.1456</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>552</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.552">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5083,50.3748 14.5056,50.3449 14.5108,50.3153 14.5176,50.2861 14.5176,50.2561</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>553</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.553">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1074,49.4425 13.1239,49.4175 13.135,49.3896 13.1527,49.3654 13.1598,49.3363</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>554</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.554">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4244,48.9044 15.4197,48.8748 15.4128,48.8456 15.3978,48.8196 15.3902,48.7906</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>555</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.555">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9097,49.4596 13.8847,49.443 13.8593,49.427 13.8408,49.4034 13.8324,49.3746</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>556</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.556">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8093,50.4759 15.8075,50.5058 15.8151,50.5348 15.8154,50.5648 15.8218,50.5941</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>557</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.557">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6072,50.5949 12.6369,50.5906 12.663,50.5758 12.6899,50.5626 12.7163,50.5484</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>558</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.558">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6571,50.8863 14.6854,50.8962 14.7091,50.9146 14.7345,50.9306 14.7583,50.9488</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>559</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.559">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18,50.9529 18.0077,50.9819 18.0172,51.0104 18.019,51.0403 18.0319,51.0674</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>560</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.560">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3708,49.9851 15.3427,49.9955 15.3128,49.9972 15.284,50.0055 15.2589,50.0219</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>561</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.561">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.391,50.3656 16.4182,50.3529 16.4479,50.3485 16.4776,50.3527 16.5075,50.3497</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>562</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.562">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9502,49.4241 13.9733,49.4049 13.9959,49.3852 14.0159,49.3629 14.0411,49.3467</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>563</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.563">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7739,50.5421 15.7932,50.5191 15.8148,50.4983 15.8273,50.471 15.8342,50.4418</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>564</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.564">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1794,50.4074 15.1988,50.3845 15.2241,50.3684 15.2489,50.3516 15.2727,50.3333</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>565</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.565">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0198,50.419 13.0487,50.427 13.0783,50.432 13.1044,50.4467 13.1227,50.4704</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>566</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.566">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.814,49.0415 13.8437,49.0373 13.8722,49.0278 13.8956,49.0091 13.911,48.9833</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>567</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.567">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0657,48.7102 17.0411,48.693 17.0152,48.6778 16.9888,48.6636 16.9641,48.6466</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>568</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.568">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7689,50.8853 17.7907,50.9059 17.8168,50.9206 17.8436,50.9341 17.873,50.9398</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>569</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.569">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1013,48.857 16.1313,48.8556 16.1587,48.8433 16.1884,48.8388 16.2182,48.8354</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>570</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.570">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3054,49.4999 15.3347,49.4932 15.3647,49.4938 15.3936,49.5018 15.4235,49.5042</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>571</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.571">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7568,49.5779 14.7429,49.5513 14.7372,49.5218 14.7379,49.4918 14.7291,49.4631</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>572</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.572">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2195,50.5988 12.2152,50.5691 12.2046,50.541 12.1903,50.5146 12.1827,50.4856</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>573</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.573">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2902,49.8189 15.2624,49.8076 15.2325,49.8049 15.2025,49.8049 15.1725,49.8052</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>574</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.574">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0284,50.5979 13.0206,50.6269 13.0047,50.6523 12.9961,50.681 12.9785,50.7053</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>575</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.575">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7751,48.9033 12.7619,48.9302 12.7395,48.9502 12.7187,48.9718 12.6976,48.9931</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>576</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.576">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1587,48.7654 16.1546,48.7357 16.1556,48.7057 16.1583,48.6758 16.1559,48.6459</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>577</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.577">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.288,49.0816 18.318,49.0809 18.3473,49.0875 18.3772,49.0855 18.407,49.082</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>578</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.578">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1336,49.7717 16.1601,49.7575 16.1878,49.7461 16.2178,49.745 16.2465,49.7538</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>579</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.579">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0957,50.8819 12.0746,50.8606 12.0543,50.8385 12.0353,50.8152 12.0208,50.7889</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>580</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.580">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7605,49.4399 12.7461,49.4662 12.7277,49.4899 12.7032,49.5072 12.6739,49.5138</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>581</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.581">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8432,50.8595 15.84,50.8893 15.8485,50.9181 15.8584,50.9464 15.858,50.9764</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>582</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.582">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3187,49.2952 13.2956,49.276 13.2732,49.2561 13.247,49.2415 13.2224,49.2243</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>583</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.583">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7405,48.947 17.7705,48.9477 17.7996,48.9406 17.8267,48.9277 17.8538,48.9148</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>584</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.584">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7462,49.515 13.749,49.4851 13.7537,49.4555 13.7514,49.4256 13.755,49.3958</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>585</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.585">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.751,48.6043 16.7385,48.6316 16.7257,48.6587 16.7156,48.6869 16.7053,48.7151</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>586</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.586">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8282,49.0794 14.8512,49.0602 14.8729,49.0394 14.8926,49.0168 14.9178,49.0005</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>587</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.587">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7781,49.769 17.8078,49.7651 17.8366,49.7567 17.8619,49.7406 17.8881,49.726</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>588</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.588">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3836,50.7206 17.3944,50.6926 17.3952,50.6626 17.4034,50.6337 17.4191,50.6081</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>589</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.589">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8535,49.0055 12.8433,49.0337 12.8239,49.0566 12.7992,49.0736 12.7731,49.0884</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>590</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.590">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4535,49.0732 17.4678,49.0469 17.4795,49.0193 17.4803,48.9893 17.4894,48.9607</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>591</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.591">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3242,49.2561 18.2984,49.2714 18.2765,49.2919 18.2506,49.307 18.2231,49.319</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>592</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.592">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4876,50.0242 15.5175,50.026 15.5471,50.0211 15.5746,50.0091 15.5956,49.9877</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>593</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.593">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.04,50.3899 14.0101,50.392 13.9803,50.3888 13.9503,50.3871 13.9208,50.3818</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>594</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.594">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5328,49.2628 18.5034,49.257 18.4772,49.2425 18.4476,49.2379 18.4176,49.237</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>595</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.595">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5412,49.3539 15.5591,49.378 15.5845,49.3939 15.6109,49.4081 15.6389,49.419</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>596</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.596">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4198,49.2307 14.3909,49.2387 14.3628,49.2493 14.3392,49.2678 14.316,49.2869</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>597</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.597">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.2461,49.9219 13.2211,49.9053 13.1923,49.8968 13.1641,49.8865 13.1341,49.8877</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>598</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.598">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9513,49.6719 15.9724,49.6932 15.9892,49.7181 16.0037,49.7444 16.018,49.7707</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>599</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.599">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6385,50.8455 16.6086,50.8484 16.5786,50.8477 16.55,50.8568 16.5234,50.8707</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>600</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.600">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0889,50.1827 14.0852,50.2125 14.0868,50.2425 14.0854,50.2725 14.076,50.301</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>601</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.601">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4549,50.8033 14.442,50.8304 14.4349,50.8595 14.4293,50.889 14.4355,50.9184</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>602</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.602">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.141,50.3617 15.1347,50.391 15.1398,50.4206 15.1536,50.4472 15.1571,50.477</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>603</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.603">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8723,50.9515 18.8456,50.9378 18.8237,50.9173 18.8031,50.8955 18.7926,50.8674</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>604</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.604">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9502,49.96 14.968,49.9358 14.9928,49.919 15.0093,49.894 15.02,49.866</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>605</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.605">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6958,50.2734 18.6886,50.2443 18.6707,50.2202 18.6619,50.1915 18.6628,50.1615</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>606</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.606">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0807,49.031 15.0722,49.0022 15.0573,48.9762 15.0375,48.9537 15.0227,48.9276</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>607</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.607">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5457,50.53 16.5191,50.5439 16.4966,50.5637 16.4747,50.5842 16.4466,50.5947</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>608</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.608">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.0061,50.4803 17.9861,50.4579 17.9695,50.4329 17.9604,50.4043 17.9444,50.3789</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>609</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.609">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0454,49.2092 17.0513,49.1798 17.0488,49.1499 17.0525,49.1201 17.0664,49.0935</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>610</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.610">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2963,50.616 15.297,50.646 15.3083,50.6738 15.3088,50.7038 15.3102,50.7338</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>611</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.611">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0087,49.2766 14.9886,49.2988 14.9758,49.326 14.9731,49.3559 14.9651,49.3848</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>612</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.612">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8057,48.8984 17.7806,48.882 17.7525,48.8714 17.7301,48.8514 17.7114,48.8279</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>613</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.613">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6272,49.725 18.6239,49.7548 18.6261,49.7847 18.6313,49.8143 18.6408,49.8428</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>614</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.614">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8603,50.4904 15.8732,50.5175 15.8829,50.5459 15.8932,50.5741 15.9131,50.5966</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>615</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.615">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6581,50.5245 16.6531,50.4949 16.6571,50.4652 16.6606,50.4354 16.6664,50.406</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>616</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.616">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.4452,49.607 16.421,49.5893 16.3979,49.5701 16.3741,49.5518 16.3475,49.5379</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>617</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.617">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6114,50.3726 15.5903,50.3939 15.5653,50.4104 15.5483,50.4351 15.5392,50.4637</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>618</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.618">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3923,48.8655 17.3787,48.8388 17.3636,48.8129 17.3437,48.7904 17.3323,48.7627</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>619</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.619">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9377,49.2441 13.9082,49.2388 13.8787,49.2332 13.8496,49.226 13.8252,49.2086</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>620</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.620">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5675,49.8358 16.5802,49.8086 16.5831,49.7787 16.5904,49.7496 16.6043,49.723</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>621</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.621">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2153,50.9414 18.2097,50.9709 18.196,50.9976 18.1787,51.0221 18.1616,51.0467</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>622</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.622">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.0586,50.79 14.0461,50.8173 14.0417,50.847 14.0477,50.8764 14.0418,50.9058</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>623</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.623">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.338,48.8438 17.3543,48.869 17.361,48.8982 17.3569,48.9279 17.3608,48.9576</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>624</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.624">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3625,49.2525 14.3755,49.2255 14.386,49.1974 14.3916,49.1679 14.4,49.1391</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>625</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.625">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7028,50.0582 12.6823,50.0363 12.6642,50.0124 12.6396,49.9952 12.6141,49.9794</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>626</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.626">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5726,49.3501 14.6023,49.346 14.6318,49.3513 14.6581,49.3657 14.683,49.3824</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>627</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.627">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3966,49.1689 13.3794,49.1935 13.3557,49.2119 13.3405,49.2378 13.3264,49.2643</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>628</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.628">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5667,49.9619 13.5955,49.9534 13.6243,49.945 13.6497,49.9291 13.676,49.9147</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>629</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.629">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3848,49.9875 17.3927,49.9585 17.4106,49.9344 17.4342,49.9159 17.4628,49.9069</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>630</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.630">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1942,49.6695 14.1673,49.6829 14.1466,49.7046 14.1347,49.7321 14.1213,49.759</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>631</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.631">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6978,48.9027 13.7233,48.887 13.7524,48.8797 13.7822,48.883 13.8112,48.8752</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>632</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.632">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4638,49.3067 18.4876,49.325 18.5071,49.3478 18.5275,49.3698 18.5393,49.3974</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>633</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.633">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6191,49.431 12.6219,49.4609 12.6226,49.4909 12.6317,49.5195 12.6292,49.5494</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>634</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.634">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7306,49.7096 15.7478,49.685 15.7633,49.6593 15.769,49.6299 15.7652,49.6001</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>635</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.635">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8728,50.3658 12.843,50.3621 12.813,50.362 12.7832,50.3588 12.7539,50.3652</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>636</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.636">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8842,49.4667 12.8721,49.4942 12.8537,49.5179 12.8336,49.5402 12.8152,49.5639</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>637</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.637">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8105,50.7281 17.7806,50.7257 17.7518,50.7342 17.7273,50.7515 17.7034,50.7696</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>638</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.638">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5356,49.8689 15.5279,49.8399 15.532,49.8102 15.5416,49.7818 15.5599,49.758</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>639</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.639">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5997,49.9162 16.6276,49.9051 16.6553,49.8935 16.6848,49.888 16.7148,49.889</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>640</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.640">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2052,50.2595 16.1898,50.2338 16.177,50.2067 16.1596,50.1823 16.1367,50.1629</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>641</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.641">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4104,50.2557 14.4043,50.2851 14.3936,50.3131 14.3829,50.3411 14.3792,50.3709</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>642</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.642">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.51,50.5838 17.4878,50.604 17.4708,50.6287 17.4615,50.6572 17.4601,50.6872</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>643</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.643">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6035,49.9496 13.6331,49.9544 13.6631,49.9547 13.6921,49.9624 13.7221,49.9612</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>644</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.644">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3511,49.1399 13.3534,49.11 13.3561,49.0801 13.3579,49.0502 13.3691,49.0224</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>645</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.645">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9173,50.4281 15.9257,50.3993 15.9401,50.373 15.9629,50.3535 15.9767,50.3269</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>646</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.646">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1014,49.928 12.1068,49.8985 12.1187,49.871 12.1334,49.8449 12.1472,49.8182</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>647</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.647">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.656,49.299 17.6753,49.2761 17.6983,49.2569 17.7269,49.2477 17.7525,49.232</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>648</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.648">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7929,50.8006 17.8229,50.8006 17.8516,50.7917 17.8792,50.7799 17.9079,50.7711</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>649</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.649">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8764,50.0972 18.9061,50.1014 18.9361,50.1004 18.9654,50.1067 18.9935,50.1173</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>650</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.650">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3043,50.8127 18.297,50.7836 18.2961,50.7536 18.3023,50.7242 18.3164,50.6977</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>651</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.651">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.576,50.4351 18.5966,50.4133 18.6152,50.3898 18.629,50.3632 18.6518,50.3437</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>652</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.652">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5485,50.3715 15.5617,50.3984 15.5767,50.4244 15.5919,50.4502 15.5978,50.4796</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>653</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.653">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8799,49.3523 16.8863,49.323 16.883,49.2932 16.8721,49.2652 16.8707,49.2352</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>654</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.654">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6601,48.9866 13.6353,49.0035 13.6101,49.0197 13.5846,49.0355 13.5556,49.0433</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>655</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.655">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.229,49.866 17.2156,49.8928 17.1951,49.9147 17.1764,49.9381 17.1595,49.9629</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>656</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.656">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1828,50.22 14.1528,50.2183 14.1234,50.2123 14.0944,50.2047 14.0674,50.1916</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>657</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.657">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5669,49.5204 14.5688,49.5503 14.5612,49.5793 14.5441,49.604 14.5302,49.6306</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>658</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.658">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.257,49.836 18.2585,49.866 18.2528,49.8955 18.2374,49.9212 18.2229,49.9475</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>659</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.659">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5276,50.1372 18.5113,50.1624 18.4956,50.1879 18.4723,50.2068 18.4512,50.2281</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>660</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.660">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8074,50.3512 14.8306,50.3703 14.8531,50.3902 14.8733,50.4124 14.8925,50.4354</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>661</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.661">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6232,50.7657 13.5935,50.7612 13.5636,50.7636 13.5338,50.7601 13.5045,50.7536</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>662</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.662">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7303,49.1845 17.7329,49.1546 17.7377,49.125 17.7413,49.0952 17.7342,49.0661</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>663</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.663">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4311,50.232 17.4115,50.2093 17.3904,50.188 17.3636,50.1745 17.3393,50.1569</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>664</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.664">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.081,50.8074 12.0591,50.8279 12.0313,50.8393 12.0013,50.8396 11.972,50.846</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>665</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.665">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7817,49.69 12.7517,49.6914 12.722,49.6958 12.6962,49.711 12.6728,49.7298</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>666</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.666">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2618,50.0935 12.2701,50.0647 12.2732,50.0349 12.2815,50.0061 12.2902,49.9774</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>667</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.667">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9457,50.3709 12.9433,50.4008 12.9365,50.43 12.9193,50.4546 12.908,50.4824</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>668</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.668">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.209,49.2688 15.239,49.2699 15.2683,49.2636 15.2945,49.249 15.316,49.2281</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>669</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.669">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8219,48.9329 14.7971,48.916 14.7731,48.8979 14.7567,48.8728 14.7501,48.8435</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>670</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.670">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5805,50.8617 16.5918,50.8895 16.6018,50.9178 16.6075,50.9472 16.6202,50.9744</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>671</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.671">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1245,49.6119 15.1039,49.5901 15.0778,49.5754 15.0504,49.5633 15.0248,49.5476</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>672</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.672">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9436,50.6528 12.9348,50.6241 12.9343,50.5941 12.9439,50.5657 12.9446,50.5357</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>673</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.673">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.5706,49.971 12.6006,49.9716 12.6298,49.9785 12.6593,49.9838 12.6846,49.9999</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>674</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.674">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9621,49.8252 17.9689,49.8544 17.9771,49.8832 17.9843,49.9123 17.9833,49.9423</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>675</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.675">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.0675,50.6508 17.0376,50.6535 17.008,50.6584 16.9783,50.6544 16.95,50.6446</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>676</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.676">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5842,50.3144 15.5547,50.3201 15.5249,50.3166 15.495,50.3146 15.465,50.3157</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>677</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.677">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9009,50.7189 16.8774,50.7002 16.8596,50.6761 16.8369,50.6564 16.821,50.6309</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>678</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.678">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2293,50.1579 18.2213,50.1868 18.2186,50.2167 18.2096,50.2453 18.1961,50.2721</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>679</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.679">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.9216,50.2205 15.9351,50.2473 15.9579,50.2668 15.9753,50.2913 15.999,50.3097</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>680</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.680">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9766,50.846 12.9708,50.8166 12.966,50.787 12.9504,50.7614 12.9372,50.7344</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>681</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.681">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7334,50.3282 14.7632,50.3319 14.7932,50.3332 14.822,50.3415 14.8455,50.3602</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>682</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.682">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7516,50.2709 12.7736,50.2505 12.7992,50.2348 12.8181,50.2115 12.8363,50.1877</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>683</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.683">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8804,48.6918 12.9034,48.6726 12.9224,48.6494 12.9372,48.6233 12.9502,48.5963</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>684</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.684">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.514,50.0776 16.4947,50.0546 16.4739,50.033 16.4496,50.0154 16.4205,50.0082</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>685</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.685">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.035,49.1885 18.0083,49.1748 17.9884,49.1523 17.9664,49.1319 17.9475,49.1086</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>686</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.686">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4453,48.613 18.4621,48.5882 18.4851,48.569 18.5078,48.5493 18.5262,48.5256</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>687</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.687">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1846,50.0727 13.1697,50.0467 13.1511,50.0232 13.1274,50.0048 13.0997,49.9934</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>688</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.688">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1361,50.6767 17.1435,50.7058 17.1527,50.7344 17.1704,50.7586 17.1934,50.7778</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>689</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.689">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8199,48.9264 14.8467,48.9398 14.8689,48.9599 14.8818,48.987 14.9005,49.0105</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>690</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.690">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7737,50.8704 17.8,50.8848 17.8201,50.9071 17.8446,50.9245 17.8664,50.9451</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>691</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.691">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1217,50.0088 12.1404,50.0322 12.165,50.0493 12.1933,50.0594 12.2169,50.0779</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>692</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.692">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3297,50.5483 13.3572,50.5364 13.3868,50.5318 13.4168,50.5302 13.4456,50.5218</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>693</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.693">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1489,50.0065 18.1201,49.9981 18.0901,49.9976 18.0602,49.9997 18.0309,49.9932</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>694</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.694">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.747,50.7669 14.7707,50.7484 14.796,50.7324 14.8248,50.7239 14.8547,50.7217</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>695</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.695">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0259,50.1833 16,50.1985 15.9736,50.2127 15.946,50.2246 15.9237,50.2446</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>696</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.696">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1282,50.0349 18.158,50.0315 18.1859,50.0205 18.2112,50.0044 18.2377,49.9903</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>697</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.697">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1299,49.3305 17.1536,49.3489 17.1702,49.3739 17.1933,49.393 17.2112,49.4171</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>698</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.698">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9221,49.2636 13.9012,49.2421 13.8891,49.2147 13.8697,49.1918 13.8432,49.1777</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>699</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.699">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2786,48.7167 14.2672,48.6889 14.2489,48.6651 14.2345,48.6388 14.2137,48.6172</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>700</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.700">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1121,49.5164 17.099,49.4894 17.0834,49.4638 17.0719,49.4361 17.0564,49.4104</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>701</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.701">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9175,49.8378 18.947,49.8323 18.9768,49.8355 19.0066,49.8391 19.0364,49.8353</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>702</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.702">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.4029,49.7593 13.4273,49.7419 13.4469,49.7191 13.4596,49.6919 13.4703,49.6639</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>703</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.703">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3078,49.7672 14.2778,49.7667 14.2478,49.7671 14.218,49.7708 14.1882,49.7746</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>704</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.704">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.4088,49.4104 17.3871,49.4311 17.3626,49.4484 17.3342,49.4581 17.3043,49.4609</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>705</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.705">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7133,50.9053 13.742,50.8967 13.7716,50.8918 13.8015,50.8896 13.8295,50.8789</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>706</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.706">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8403,50.8902 18.8103,50.8908 18.7826,50.9023 18.758,50.9194 18.7362,50.94</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>707</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.707">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5885,49.1303 13.567,49.1513 13.5422,49.1682 13.5202,49.1885 13.4997,49.2104</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>708</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.708">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6924,50.1718 12.6877,50.1422 12.6864,50.1122 12.6958,50.0837 12.7142,50.06</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>709</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.709">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7656,50.7473 16.7588,50.7181 16.7581,50.6881 16.7516,50.6588 16.7495,50.6289</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>710</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.710">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4317,48.9302 15.402,48.9341 15.3726,48.9398 15.343,48.9349 15.3139,48.9278</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>711</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.711">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.6425,48.6391 13.6161,48.6533 13.5961,48.6757 13.586,48.7039 13.583,48.7338</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>712</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.712">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.184,49.893 18.1653,49.8695 18.1406,49.8524 18.1155,49.836 18.0861,49.8299</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>713</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.713">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3698,48.8157 12.3913,48.8366 12.414,48.8562 12.4422,48.8665 12.4663,48.8843</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>714</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.714">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9218,49.7903 16.9499,49.7798 16.9792,49.7732 17.0056,49.7589 17.0327,49.7461</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>715</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.715">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0386,48.9643 13.0092,48.97 12.9801,48.9773 12.9502,48.9796 12.9227,48.9916</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>716</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.716">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6516,49.1041 14.6771,49.1198 14.704,49.133 14.7336,49.1377 14.7601,49.1517</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>717</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.717">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.868,50.5997 16.8427,50.6158 16.8144,50.6257 16.7874,50.6388 16.7594,50.6496</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>718</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.718">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6018,49.8193 16.5982,49.8491 16.5971,49.8791 16.5847,49.9064 16.5627,49.9268</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>719</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.719">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3924,49.614 14.4193,49.6274 14.4449,49.643 14.4718,49.6563 14.5007,49.6643</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>720</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.720">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.41,50.7726 18.383,50.7858 18.3532,50.7892 18.3241,50.7821 18.2974,50.7685</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>721</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.721">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.6492,50.8264 15.6678,50.85 15.6809,50.877 15.6978,50.9018 15.7073,50.9303</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>722</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.722">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3102,50.2035 15.3106,50.2335 15.3093,50.2635 15.3003,50.2921 15.3009,50.3221</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>723</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.723">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3663,48.9337 17.3657,48.9637 17.3725,48.9929 17.3716,49.0229 17.3618,49.0512</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>724</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.724">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3208,50.7034 18.3487,50.7144 18.3752,50.7284 18.4044,50.7353 18.4342,50.7391</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>725</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.725">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1494,50.26 12.1267,50.2404 12.0994,50.228 12.0762,50.209 12.0523,50.1908</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>726</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.726">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4319,49.7665 14.4052,49.7528 14.3782,49.7398 14.3496,49.7308 14.3212,49.721</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>727</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.727">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6698,48.9066 18.668,48.9365 18.6639,48.9662 18.6588,48.9958 18.6649,49.0252</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>728</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.728">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7927,49.5391 17.7777,49.5131 17.7675,49.4849 17.7547,49.4578 17.7485,49.4285</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>729</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.729">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.8514,50.9024 13.8424,50.8738 13.8335,50.8452 13.8257,50.8162 13.8123,50.7894</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>730</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.730">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.899,49.7697 15.8803,49.7931 15.8579,49.8131 15.8373,49.8349 15.8179,49.8578</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>731</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.731">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0589,50.3533 12.0321,50.3668 12.0108,50.3879 11.9846,50.4026 11.956,50.4116</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>732</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.732">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.781,50.3595 13.7874,50.3888 13.789,50.4188 13.7945,50.4483 13.7962,50.4783</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>733</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.733">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.2848,48.7929 18.2611,48.8113 18.2411,48.8337 18.215,48.8485 18.1966,48.8722</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>734</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.734">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1904,49.1117 15.1868,49.0819 15.177,49.0536 15.1612,49.0281 15.1429,49.0043</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>735</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.735">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3369,50.5319 16.3246,50.5593 16.3063,50.5831 16.2831,50.6022 16.2677,50.628</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>736</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.736">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.7882,49.0822 17.7616,49.0683 17.7343,49.0559 17.7045,49.0521 17.6755,49.0597</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>737</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.737">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0261,50.8085 13.0559,50.812 13.0848,50.8201 13.1148,50.819 13.1447,50.8167</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>738</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.738">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.3319,49.1288 15.3542,49.1489 15.3792,49.1654 15.4069,49.1769 15.4356,49.1857</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>739</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.739">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3537,50.338 12.3463,50.3089 12.3406,50.2794 12.3281,50.2521 12.3251,50.2222</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>740</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.740">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.8633,48.8621 13.8796,48.8873 13.903,48.9061 13.9314,48.9159 13.9605,48.923</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>741</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.741">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6988,50.6634 17.6767,50.6431 17.6613,50.6173 17.6387,50.5975 17.6129,50.5822</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>742</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.742">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.896,48.7947 12.9209,48.8114 12.9452,48.829 12.9727,48.8409 12.9945,48.8615</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>743</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.743">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0062,49.5047 12.9833,49.4853 12.9564,49.4721 12.9317,49.4551 12.9037,49.4444</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>744</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.744">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.6025,50.4918 14.573,50.4866 14.543,50.4881 14.5134,50.4831 14.4851,50.4732</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>745</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.745">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9732,50.5095 13.9796,50.5388 13.9819,50.5687 13.981,50.5987 13.9898,50.6274</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>746</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.746">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.0023,49.5207 11.9852,49.4961 11.9756,49.4677 11.9576,49.4437 11.9498,49.4147</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>747</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.747">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.238,49.0026 14.2178,49.0248 14.2031,49.0509 14.1865,49.0759 14.1644,49.0962</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>748</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.748">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1487,50.0012 12.1657,50.0259 12.1801,50.0522 12.2022,50.0725 12.2257,50.0911</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>749</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.749">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5664,48.9362 15.5572,48.9648 15.5402,48.9895 15.5301,49.0178 15.5199,49.046</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>750</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.750">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3171,50.3554 17.3291,50.3279 17.341,50.3004 17.3441,50.2706 17.3563,50.2432</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>751</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.751">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.0398,48.6398 16.054,48.6662 16.0765,48.686 16.1045,48.6967 16.1324,48.7076</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>752</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.752">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1918,50.6578 13.2206,50.6662 13.2494,50.6745 13.2794,50.6747 13.3092,50.6712</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>753</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.753">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.2424,50.5703 12.2688,50.5846 12.2876,50.6079 12.296,50.6367 12.3139,50.6608</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>754</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.754">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0538,50.3851 13.0334,50.3631 13.0066,50.3496 12.9839,50.33 12.9615,50.31</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>755</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.755">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.449,49.4619 15.4604,49.4342 15.4804,49.4119 15.507,49.3981 15.5282,49.3768</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>756</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.756">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9684,50.9665 17.9481,50.9886 17.9313,51.0134 17.9171,51.0398 17.8964,51.0616</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>757</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.757">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.8122,49.2761 18.7823,49.2791 18.7526,49.283 18.7255,49.2958 18.7018,49.3142</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>758</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.758">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.9724,48.7335 18.9848,48.7062 18.9959,48.6783 19.0158,48.6558 19.0288,48.6288</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>759</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.759">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.5501,48.952 13.559,48.9234 13.5762,48.8988 13.601,48.8819 13.6231,48.8616</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>760</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.760">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.262,49.4699 13.2495,49.4972 13.2287,49.5188 13.2099,49.5422 13.1885,49.5632</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>761</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.761">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.1336,49.7557 12.1486,49.7817 12.1641,49.8074 12.1832,49.8306 12.2026,49.8534</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>762</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.762">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.38,49.3619 13.3784,49.3319 13.3861,49.3029 13.3947,49.2742 13.4044,49.2458</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>763</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.763">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4742,50.6307 15.4443,50.6332 15.4147,50.6281 15.385,50.6236 15.3573,50.6121</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>764</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.764">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4032,49.548 14.4034,49.578 14.4047,49.608 14.4145,49.6363 14.4344,49.6588</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>765</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.765">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1112,50.7482 15.09,50.7269 15.0632,50.7135 15.0338,50.7076 15.0038,50.7088</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>766</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.766">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.1304,49.069 17.12,49.0971 17.0999,49.1194 17.0734,49.1334 17.0438,49.1383</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>767</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.767">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3994,49.6562 16.3905,49.6276 16.3801,49.5995 16.3743,49.5701 16.3616,49.5429</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>768</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.768">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2693,49.8182 16.2819,49.8454 16.2966,49.8715 16.3046,49.9004 16.3101,49.9299</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>769</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.769">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.6966,49.8305 12.7106,49.804 12.7177,49.7748 12.7352,49.7504 12.7572,49.73</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>770</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.770">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6244,49.491 16.6155,49.4623 16.6086,49.4331 16.6066,49.4032 16.6133,49.374</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>771</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.771">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5508,49.624 15.5522,49.654 15.5589,49.6832 15.5635,49.7128 15.5777,49.7392</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>772</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.772">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.2844,48.9354 14.2902,48.906 14.2978,48.877 14.3131,48.8512 14.3296,48.8261</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>773</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.773">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.8881,50.6171 14.8591,50.6248 14.8303,50.6333 14.8003,50.6337 14.7704,50.6356</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>774</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.774">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8096,49.9017 12.8274,49.9258 12.8356,49.9546 12.8396,49.9843 12.8425,50.0142</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>775</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.775">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2001,50.5673 16.1701,50.5669 16.1406,50.5615 16.1138,50.5479 16.094,50.5254</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>776</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.776">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4196,50.3923 18.4181,50.4223 18.4259,50.4513 18.4219,50.481 18.4191,50.5109</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>777</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.777">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.7311,50.7597 14.7434,50.7871 14.7567,50.814 14.7677,50.8419 14.7783,50.87</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>778</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.778">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1806,49.6122 14.2103,49.6165 14.2395,49.6234 14.2641,49.6405 14.2887,49.6577</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>779</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.779">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.666,48.9566 18.6366,48.9627 18.6069,48.9585 18.5811,48.9432 18.5539,48.9305</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>780</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.780">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.1929,50.5187 18.2103,50.4943 18.2271,50.4694 18.2382,50.4415 18.2453,50.4123</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>781</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.781">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3177,49.1477 16.3388,49.1263 16.36,49.1051 16.3867,49.0915 16.4094,49.0719</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>782</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.782">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.7787,50.3713 15.8014,50.391 15.8247,50.4099 15.8401,50.4356 15.85,50.4639</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>783</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.783">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.3143,49.7001 13.3313,49.6754 13.3562,49.6586 13.3771,49.637 13.4015,49.6195</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>784</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.784">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6691,50.4821 17.6958,50.4957 17.7231,50.5082 17.7465,50.527 17.7672,50.5487</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>785</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.785">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.787,50.708 13.7896,50.6781 13.7999,50.6499 13.8003,50.6199 13.8043,50.5902</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>786</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.786">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.1921,49.1653 13.2149,49.1848 13.2344,49.2076 13.2584,49.2256 13.278,49.2483</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>787</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.787">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5573,49.3433 15.5443,49.3703 15.5278,49.3954 15.509,49.4188 15.492,49.4435</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>788</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.788">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4599,49.0876 14.4376,49.0675 14.4108,49.054 14.3819,49.0459 14.3525,49.0397</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>789</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.789">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3248,49.6049 12.3393,49.6312 12.3553,49.6566 12.3749,49.6793 12.3843,49.7078</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>790</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.790">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.5561,50.2179 16.5774,50.239 16.592,50.2652 16.6013,50.2937 16.6117,50.3218</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>791</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.791">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8545,50.4694 16.8804,50.4543 16.9085,50.4438 16.9385,50.4429 16.968,50.4485</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>792</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.792">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.7238,49.9775 13.6964,49.9654 13.6665,49.9631 13.6365,49.9644 13.6082,49.9545</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>793</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.793">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1641,50.8403 14.1417,50.8603 14.126,50.8858 14.11,50.9112 14.0983,50.9388</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>794</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.794">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.5526,50.5902 15.5234,50.5835 15.4966,50.5699 15.4716,50.5534 15.4433,50.5435</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>795</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.795">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.7119,49.6989 12.6819,49.6987 12.652,49.6958 12.6227,49.6892 12.5928,49.6917</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>796</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.796">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.1663,49.632 14.1923,49.617 14.2219,49.6123 14.249,49.5994 14.2721,49.5803</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>797</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.797">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.5843,48.6536 18.5556,48.645 18.5281,48.6331 18.4994,48.6244 18.4714,48.6136</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>798</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.798">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.4104,49.7811 14.3912,49.7581 14.3766,49.7319 14.3594,49.7073 14.3486,49.6793</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>799</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.799">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.6828,49.69 16.6681,49.6639 16.6577,49.6358 16.6405,49.6112 16.6273,49.5843</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>800</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.800">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.0397,49.3684 15.0681,49.3587 15.0981,49.3588 15.1262,49.3693 15.1552,49.3768</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>801</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.801">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.9121,50.5215 14.9095,50.5514 14.9081,50.5814 14.9117,50.6112 14.907,50.6408</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>802</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.802">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9054,49.7268 17.882,49.7456 17.8644,49.7699 17.8445,49.7924 17.8233,49.8137</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>803</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.803">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.3672,49.5383 18.3861,49.515 18.3976,49.4873 18.4101,49.46 18.427,49.4352</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>804</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.804">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.1432,50.5417 16.1483,50.5713 16.1563,50.6002 16.1676,50.628 16.184,50.6531</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>805</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.805">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.5209,50.7584 17.5407,50.7359 17.5663,50.7202 17.5922,50.7051 17.6102,50.6811</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>806</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.806">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.3602,50.0009 17.3359,50.0185 17.307,50.0264 17.2791,50.0375 17.2542,50.0543</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>807</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.807">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.4117,49.5769 18.4293,49.5526 18.4541,49.5357 18.4803,49.521 18.5041,49.5027</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>808</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.808">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.8229,49.7445 17.7976,49.7284 17.7686,49.7208 17.7386,49.7202 17.7101,49.7297</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>809</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.809">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.831,49.7163 16.8014,49.7114 16.7719,49.7167 16.7462,49.7323 16.7168,49.7382</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>810</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.810">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>18.6443,50.2148 18.6552,50.1868 18.6604,50.1573 18.673,50.1301 18.6945,50.1092</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>811</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.811">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.5103,48.9764 14.4862,48.9942 14.4578,49.0038 14.4278,49.0022 14.3982,48.9975</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>812</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.812">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.9717,50.8066 13.9811,50.7781 13.9838,50.7482 13.9892,50.7187 13.994,50.6891</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>813</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.813">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3094,48.9844 14.3392,48.9875 14.3682,48.9798 14.3976,48.9737 14.4269,48.9673</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>814</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.814">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.174,50.0171 14.2004,50.0028 14.2278,49.9905 14.2551,49.9782 14.2814,49.9637</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>815</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.815">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4035,50.5449 15.4269,50.5637 15.4477,50.5853 15.4751,50.5976 15.5,50.6143</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>816</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.816">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>13.0294,50.3957 13.0592,50.3992 13.0885,50.3929 13.1181,50.3977 13.1474,50.4042</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>817</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.817">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.4704,48.9897 15.4992,48.9814 15.5285,48.9752 15.5583,48.9721 15.588,48.9677</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>818</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.818">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.9127,49.0941 17.8994,49.121 17.8802,49.144 17.8681,49.1714 17.8529,49.1973</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>819</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.819">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.8787,48.728 12.8865,48.699 12.8995,48.6719 12.92,48.65 12.9419,48.6295</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>820</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.820">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.9828,50.0166 16.9952,49.9893 17.0076,49.962 17.0279,49.9399 17.0545,49.926</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>821</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.821">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.8747,48.9964 15.8655,49.0249 15.8597,49.0543 15.8541,49.0838 15.8471,49.113</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>822</ogr:track>
      <ogr:gauge>760</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.822">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.3704,49.5695 16.3404,49.5684 16.3122,49.5786 16.2824,49.5816 16.2539,49.5909</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>823</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.823">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.7703,48.8087 16.7498,48.8306 16.7312,48.8541 16.7131,48.878 16.7011,48.9055</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>824</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.824">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>14.3654,48.8118 14.339,48.826 14.3125,48.84 14.2882,48.8576 14.2627,48.8734</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>825</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.825">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.1302,49.5064 15.1533,49.5256 15.1711,49.5497 15.1942,49.5688 15.217,49.5883</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>826</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.826">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>17.6042,48.8046 17.583,48.7833 17.5667,48.7581 17.556,48.7301 17.5383,48.7059</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>827</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.827">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.9596,50.1078 12.9416,50.1318 12.9184,50.1508 12.8959,50.1706 12.8732,50.1902</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>828</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.828">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>15.2576,50.7614 15.2521,50.7319 15.2472,50.7023 15.2403,50.6731 15.2227,50.6488</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>829</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.829">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.8916,49.8591 16.9173,49.8436 16.9392,49.8231 16.9618,49.8034 16.9902,49.7937</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>830</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.830">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>16.2179,48.998 16.188,49.0005 16.1585,48.9952 16.1294,48.9881 16.1039,48.9723</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>831</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:railroads fid="railroads.831">
      <ogr:geometryProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>12.3746,50.7834 12.4042,50.7785 12.4339,50.783 12.4639,50.7822 12.4937,50.7784</gml:coordinates></gml:LineString></ogr:geometryProperty>
      <ogr:track>832</ogr:track>
      <ogr:gauge>1435</ogr:gauge>
    </ogr:railroads>
  </gml:featureMember>
</ogr:FeatureCollection>
